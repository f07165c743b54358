import type { RecordedEvent, RecordedRow } from '../kit/record.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { inReplyOrder } from './order.ts';
import type { Plan } from './plan.ts';
import { RecordedUser } from './recorded-user.ts';
import { UserMap } from './user-map.ts';
import { writeEvents } from './write-events.ts';

/** One user's data from rows, ready to be recorded. */
export interface PreparedUser {
  /** The user, with nothing but this data. */
  readonly user: RecordedUser;
  /** The events in reply order, which the user has as text. */
  readonly events: readonly RecordedEvent[];
  /** The plan for merging into an existing user, if that takes long. */
  readonly plan?: Plan | undefined;
}

/**
 * Builds users from rows, in slices: serialising many events takes most of the time, and only inserting the users
 * remains.
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
