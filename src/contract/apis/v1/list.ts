import type { Requirement } from '../../asking/requirement.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import { isAttackLike, STRANGE_IDS } from '../../variants/strange-ids.ts';
import { unknownUserRequirement } from '../unknown-user.ts';
import type { Summary } from './summaries.ts';

/** Which sessions of a user a list contains. */
export const listRequirements: readonly Requirement[] = [
  unknownUserRequirement({ id: 'ISOLATION-102', source: 'observed: v1 (user-unknown, user-long)' }),
  {
    id: 'ISOLATION-104',
    level: 'MUST',
    title: 'a user ID of any characters, and of any length up to a path, is answered with 200 and a list',
    source: 'observed: v1 (user-utf8, user-percent, user-question, user-long)',
    follows: ['REQUEST-08'],
    check: ({ lists }) =>
      sideBySide(
        STRANGE_IDS.filter((user) => !isAttackLike(user)),
        async (user) => lists.expectItems(await lists.askOnce({ user, isOdd: false })),
      ),
  },
  {
    id: 'ISOLATION-103',
    level: 'MUST',
    title: 'nothing else in a session works as a name of its user or project: no UUID, session ID or project number',
    source: 'observed: v1 (user IDs and project keys match exactly)',
    follows: ['ISOLATION-02', 'ISOLATION-05'],
    check: async (context) => {
      const { baseline, lists, settings } = context;
      const history = await baseline.history();
      const known = new Set(history.map(({ key }) => key));
      const { sessionId, userUuid, projectId } = (history[0]?.value ?? {}) as Partial<Summary>;
      const users = [userUuid, sessionId].map(String).filter((id) => id !== '' && !settings.userIds.includes(id));
      await sideBySide(users, async (user) => {
        const exchange = await lists.askOnce({ user });
        const taken = lists.itemsOf(exchange)?.find(({ key }) => known.has(key));
        if (!taken) return;
        throw new ContractFailure({
          expected: `no session of "${lists.user}" for the user ID ${user}`,
          received: taken.name,
          exchange,
        });
      });
      await lists.expectNoProject({ project: String(projectId) }, `the project key ${projectId}`);
    },
  },
  {
    id: 'ORDER-103',
    level: 'MUST',
    title: 'without dates the list holds the 50 sessions with the lowest IDs, or all where there are fewer',
    source: 'observed: v1 (user-many)',
    comparesAnswers: true,
    check: async ({ baseline, lists }) => {
      for (let isRepeated = false; ; isRepeated = true) {
        const history = await baseline.history();
        const exchange = await lists.ask();
        const expected = await baseline.itemsIn(history, {});
        const difference = baseline.compare(expected, lists.expectItems(exchange));
        if (difference === undefined) return;
        // sessions may have been recorded in the meantime
        if (!isRepeated && (await baseline.hasMoved())) continue;
        throw new ContractFailure({
          expected: `the ${expected.length} with the lowest IDs of the ${history.length} sessions that windows give`,
          received: difference,
          exchange,
        });
      }
    },
  },
  {
    id: 'REPLY-106',
    level: 'MUST',
    title: 'all sessions of a list have the ID of one project',
    source: 'observed: v1 (project-other)',
    check: async ({ baseline, lists }) => {
      const history = await baseline.history();
      if (history.length < 2) throw new MissingInput('the user has one session only; pass a --user with more');
      const ids = new Set(history.map(({ value }) => (value as Summary).projectId));
      if (ids.size === 1) return;
      throw new ContractFailure({
        expected: 'one projectId in all sessions, as they are of one project',
        received: [...ids].slice(0, 4).map(String).join(', '),
        exchange: await lists.ask(),
      });
    },
  },
];
