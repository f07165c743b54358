import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { EventBuffer } from './event-buffer.ts';
import { sessionsInReplyOrder } from './order.ts';
import type { SessionEntry } from './session-index.ts';

/** A user's events after some sessions get other events, computed in slices before the change is applied. */
export interface Plan {
  readonly sessions: ReadonlySet<SessionId>;
  /** The new events of these sessions, in reply order. */
  readonly events: readonly RecordedEvent[];
  /** All events of the user after the change, in reply order. */
  readonly whole: EventBuffer;
  /** The buffer it was computed from: the plan is valid while the user has this one at this length. */
  readonly from: EventBuffer;
  readonly length: number;
}

/** Plans to replace the events of some sessions with events given in reply order and as text. */
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
