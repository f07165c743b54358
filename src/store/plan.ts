import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { EventBuffer } from './event-buffer.ts';
import { sessionsInReplyOrder } from './order.ts';
import type { SessionEntry } from './session-index.ts';

/** What a user's events are once some sessions have other ones, worked out in slices before it comes true. */
export interface Plan {
  readonly sessions: ReadonlySet<SessionId>;
  /** What these sessions have then, in reply order. */
  readonly events: readonly RecordedEvent[];
  /** All events of the user then, in reply order. */
  readonly whole: EventBuffer;
  /** What it was worked out from: the plan holds as long as the user has this, and no more. */
  readonly from: EventBuffer;
  readonly length: number;
}

/** Plans that some sessions have events, which are given in reply order and as text, in the place of what they have. */
export function* planSessions(
  from: EventBuffer,
  sessions: ReadonlySet<SessionId>,
  events: readonly RecordedEvent[],
  text: EventBuffer,
): Work<Plan> {
  const { length } = from;
  const others = from.sessions.filter(({ id }) => !sessions.has(id));
  const sources = new Map<SessionEntry, EventBuffer>();
  for (const session of others) sources.set(session, from);
  for (const session of text.sessions) sources.set(session, text);
  const whole = new EventBuffer();
  whole.makeRoom(from.text().length + text.text().length + 1, length + text.length);
  for (const [index, session] of sessionsInReplyOrder([...sources.keys()]).entries()) {
    if (isTurn(index)) yield;
    const source = sources.get(session);
    if (source) whole.appendSessions(source, [session]);
  }
  return { sessions, events, whole, from, length };
}
