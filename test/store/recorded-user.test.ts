import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { SessionEvent } from '../../src/api/session-event.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { RecordedUser } from '../../src/store/recorded-user.ts';

const click = DOCUMENTED_EVENTS.find(({ type }) => type === 'CLICK') as SessionEvent;
const session = (messageIds: readonly number[], sessionId = 7): SessionEvent[] =>
  messageIds.map((messageId) => ({ ...click, sessionId, messageId, timestamp: 1_000 + messageId }));
const idsOf = (user: RecordedUser) =>
  user
    .buffer()
    .events()
    .map(({ messageId }) => messageId);

/** Adds lists of message IDs of one session, one after the other. */
function userWith(...lists: readonly (readonly number[])[]): RecordedUser {
  const user = new RecordedUser('shop', 'ada');
  for (const list of lists) user.add(session(list));
  return user;
}

test.each([
  [
    'behind all',
    [
      [1, 5],
      [6, 9],
    ],
    [1, 5, 6, 9],
  ],
  [
    'both inside and behind a session',
    [
      [1, 5],
      [3, 9],
    ],
    [1, 3, 5, 9],
  ],
  [
    'inside a session',
    [
      [1, 9],
      [3, 5],
    ],
    [1, 3, 5, 9],
  ],
  [
    'in front of a session',
    [
      [5, 9],
      [1, 3],
    ],
    [1, 3, 5, 9],
  ],
])('events that are added %s are in order', (_, lists, expected) => {
  expect(idsOf(userWith(...lists))).toEqual(expected);
});

test('the facts of a session are right after events were inserted into it', () => {
  const { facts } = userWith([1, 5], [3, 9]);
  expect(facts.get(7)).toEqual(userWith([1, 3, 5, 9]).facts.get(7));
});

test('a session that continues after another one began stays before it', () => {
  const user = new RecordedUser('shop', 'ada');
  user.add(session([1, 2], 7));
  user.add(session([3], 8));
  user.add(session([4], 7));
  expect(idsOf(user)).toEqual([1, 2, 4, 3]);
});

test.each([
  [
    ['2416408176556518452', 5],
    [5, '2416408176556518452'],
  ],
  [
    [5, '2416408176556518452'],
    [5, '2416408176556518452'],
  ],
  [
    ['2416408176556518452', '9007199254740993'],
    ['9007199254740993', '2416408176556518452'],
  ],
  [
    [7, 5],
    [5, 7],
  ],
])(
  'sessions that begin at the same time are sorted by their IDs, however many digits these have: %j',
  (ids, expected) => {
    const user = new RecordedUser('shop', 'ada');
    for (const sessionId of ids) user.add([{ ...click, sessionId, messageId: 1, timestamp: 1_000 }]);
    expect(user.buffer().sessions.map(({ id }) => id)).toEqual(expected);
  },
);

test.each([1, 2, 3, 100])('a capture is read in rows of up to %d events, without what came later', (most) => {
  const user = userWith([1, 5], [3, 9]);
  user.describe([{ sessionId: 7, facts: { userCountry: 'IN' } }]);
  const captured = user.capture(most);
  const { events, sessions } = user.toRow();
  user.add(session([10]));
  for (let reading = 1; reading <= 2; reading += 1) {
    const [first, ...others] = captured;
    expect([first, ...others].flatMap((row) => row?.events)).toEqual(events);
    expect(first).toMatchObject({ projectKey: 'shop', userId: 'ada', sessions });
    expect(others.map((row) => row.sessions)).toEqual(others.map(() => undefined));
    expect(others).toHaveLength(Math.ceil(4 / most) - 1);
  }
});

test('the facts of sessions are captured even of a user without events', () => {
  const user = new RecordedUser('shop', 'ada');
  user.describe([{ sessionId: 7, facts: {} }]);
  expect([...user.capture(10)]).toEqual([user.toRow()]);
  expect(user.toRow()).toMatchObject({ events: [], sessions: [{ sessionId: 7, facts: {} }] });
});

test('a planned addition is used, but not once something else has changed', () => {
  const added = session([3]);
  const planned = userWith([1, 5]);
  const plan = atOnce(planned.planAddition(added));
  planned.add(added, undefined, plan);
  expect(planned.buffer()).toBe(plan?.whole);
  const changed = userWith([1, 5]);
  const outdated = atOnce(changed.planAddition(added));
  changed.add(session([7]));
  changed.add(added, undefined, outdated);
  expect(idsOf(changed)).toEqual([1, 3, 5, 7]);
});

test('a planned replacement is not used once something else has changed', () => {
  const user = userWith([1, 5]);
  const by = userWith([2]);
  const outdated = atOnce(user.planReplacement(7, by, session([2])));
  user.add(session([4], 8));
  user.replaceSession(7, undefined, by, session([2]), outdated);
  expect(idsOf(user)).toEqual([2, 4]);
});
