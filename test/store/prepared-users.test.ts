import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordedRow } from '../../src/kit/record.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { prepareUsers } from '../../src/store/prepared-users.ts';
import { eventLists } from '../support/event-lists.ts';

test('the rows of a user are merged; projects, and the users of each, are in the order of their first rows', () => {
  const row = fc.record({
    projectKey: fc.constantFrom('shop', 'app'),
    userId: fc.constantFrom('ada', 'eve'),
    events: eventLists,
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (given) => {
      // one session is of one user, and of one row
      const rows: RecordedRow[] = given.map(({ events, ...who }, at) => ({
        ...who,
        events: events.map((event) => ({ ...event, sessionId: event.sessionId + 10 * at })),
        sessions: [{ sessionId: 1 + 10 * at, facts: { userCountry: 'IN' } }],
      }));
      const keyOf = ({ projectKey, userId }: { projectKey: string; userId: string }) => `${projectKey}/${userId}`;
      const users = atOnce(prepareUsers(rows));
      const projects = new Set(rows.map(({ projectKey }) => projectKey));
      const byProject = [...projects].flatMap((key) => rows.filter(({ projectKey }) => projectKey === key));
      expect(users.map(({ user }) => keyOf(user))).toEqual([...new Set(byProject.map(keyOf))]);
      for (const { user, events } of users) {
        const own = rows.filter((each) => keyOf(each) === keyOf(user));
        expect(events).toHaveLength(own.reduce((sum, each) => sum + each.events.length, 0));
        expect(user.buffer().events()).toEqual(events);
        expect([...user.given.keys()]).toEqual(
          own.flatMap(({ sessions = [] }) => sessions.map((one) => one.sessionId)),
        );
      }
    }),
    { numRuns: 50 },
  );
});
