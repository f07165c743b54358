import type { Requirement } from '../../asking/requirement.ts';
import { ContractFailure, MissingInput } from '../../outcome/failure.ts';
import { describeDifference } from '../../reading/difference.ts';
import { unknownUserRequirement } from '../unknown-user.ts';
import type { Summary } from './summaries.ts';

/** Which sessions a list holds of all that a user has. */
export const listRequirements: readonly Requirement[] = [
  unknownUserRequirement({ id: 'ISOLATION-102', source: 'observed: v1 (user-unknown, user-long)' }),
  {
    id: 'ORDER-103',
    level: 'MUST',
    title: 'without dates come the 50 sessions with the lowest IDs, or all where there are fewer',
    source: 'observed: v1 (user-many)',
    comparesAnswers: true,
    check: async ({ baseline, lists }) => {
      for (let isRepeated = false; ; isRepeated = true) {
        const history = await baseline.history();
        const exchange = await lists.ask();
        const expected = await baseline.itemsIn(history, {});
        const difference = describeDifference(expected, lists.expectItems(exchange), lists.probe.noun);
        if (difference === undefined) return;
        // sessions may have come meanwhile
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
