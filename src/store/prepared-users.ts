import type { RecordedEvent, RecordedRow } from '../kit/record.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { inReplyOrder } from './order.ts';
import type { Plan } from './plan.ts';
import { RecordedUser } from './recorded-user.ts';
import { UserMap } from './user-map.ts';
import { writeEvents } from './write-events.ts';

/** What rows hold of one user, ready to be recorded. */
export interface PreparedUser {
  /** The user, with nothing but that. */
  readonly user: RecordedUser;
  /** The events in reply order, as the user has them in text. */
  readonly events: readonly RecordedEvent[];
  /** What becomes of those who are recorded already, where that takes long. */
  readonly plan?: Plan | undefined;
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
