import type { RecordedEvent, RecordedRow } from '../kit/record.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { EventBuffer } from './event-buffer.ts';
import { inReplyOrder } from './order.ts';
import { RecordedUser } from './recorded-user.ts';
import { UserMap } from './user-map.ts';

/** Events that are written at once. */
const EVENTS_AT_ONCE = 500;

/** What rows hold of one user, ready to be recorded. */
export interface PreparedUser {
  /** The user, with nothing but that. */
  readonly user: RecordedUser;
  /** The events in reply order, as the user has them in text. */
  readonly events: readonly RecordedEvent[];
}

/**
 * Makes users of rows, in slices: to write many events takes longer than all else, and what is left is to put the users
 * in their places.
 */
export function* prepareUsers(rows: readonly RecordedRow[]): Work<PreparedUser[]> {
  const users: PreparedUser[] = [];
  for (const own of yield* rowsByUser(rows)) {
    const [{ projectKey, userId }] = own;
    const events = inReplyOrder(own.flatMap((row) => row.events));
    const user = new RecordedUser(projectKey, userId);
    user.add(events, yield* writeEvents(events));
    for (const { sessions } of own) if (sessions) user.describe(sessions);
    users.push({ user, events });
    yield;
  }
  return users;
}

/** Writes events, given in reply order, in slices. */
export function* writeEvents(events: readonly RecordedEvent[]): Work<EventBuffer> {
  if (events.length <= EVENTS_AT_ONCE) return new EventBuffer(events);
  const parts: EventBuffer[] = [];
  for (let from = 0; from < events.length; from += EVENTS_AT_ONCE) {
    parts.push(new EventBuffer(events.slice(from, from + EVENTS_AT_ONCE)));
    yield;
  }
  // a text that grows would be copied again and again, ever more of it in one go
  const whole = new EventBuffer();
  whole.makeRoom(
    parts.reduce((sum, { size }) => sum + size, 0),
    events.length,
  );
  for (const part of parts) {
    whole.appendSessions(part);
    yield;
  }
  return whole;
}

type Rows = [RecordedRow, ...RecordedRow[]];

function* rowsByUser(rows: readonly RecordedRow[]): Work<Iterable<Rows>> {
  const users = new UserMap<Rows>();
  for (const [index, row] of rows.entries()) {
    if (isTurn(index)) yield;
    const { projectKey, userId } = row;
    const own = users.get(projectKey, userId);
    if (own) own.push(row);
    else users.set(projectKey, userId, [row]);
  }
  return users.values();
}
