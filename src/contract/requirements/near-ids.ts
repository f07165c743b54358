import { openRandom } from '../../shared/random.ts';
import { triedAt } from '../asking/depth.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { foreignSchemes, keyEdits } from '../variants/key-edits.ts';
import { MORE_NOBODIES, NIL_UUID, NOBODIES, nearIds, proseIds } from '../variants/near-ids.ts';
import { DIGITS } from '../variants/strange-ids.ts';
import { describeEnd, isRefusal } from '../wire/exchange.ts';
import { expectNobody, expectNobodyElse, expectNoneOf, othersOf } from './isolation.ts';

/** IDs and keys that only an overly helpful reader maps to others. */
export const nearIdRequirements: readonly Requirement[] = [
  {
    id: 'AUTH-21',
    level: 'MUST',
    title: 'a key with look-alike characters, other separators, accents or another letter case is refused',
    source: 'documented: Request Headers',
    standsAlone: true,
    check: ({ settings, lists }) =>
      sideBySide(keyEdits(settings.key, settings.depth === 'deep'), (credential) =>
        lists.expectRefusal({ credential }, credential.name),
      ),
  },
  {
    id: 'AUTH-22',
    level: 'MUST',
    title: 'a made-up credential of another scheme is refused',
    source: 'documented: Request Headers',
    standsAlone: true,
    check: ({ settings, lists }) =>
      sideBySide(foreignSchemes(settings.key), (credential) => lists.expectRefusal({ credential }, credential.name)),
  },
  {
    id: 'ISOLATION-21',
    level: 'MUST',
    title: 'a user ID with look-alike characters, other separators, escapes or additions is another user',
    source: 'documented: Parameters (userId is a string)',
    check: async (context) => {
      const { seed, settings } = context;
      for (const user of settings.userIds) {
        const variants = nearIds(user, openRandom(seed, 'near IDs', user), settings.depth === 'deep');
        await sideBySide(othersOf(context, variants), ({ name, segment, isOdd }) =>
          expectNoneOf(context, user, { userSegment: segment, isOdd }, `the user ID ${name}`),
        );
      }
    },
  },
  {
    id: 'ISOLATION-22',
    level: 'MUST',
    title: 'placeholders for a missing user ID, such as null or undefined, stand for nobody else',
    source: 'documented: Parameters (userId is a string)',
    check: async (context) => {
      const isDeep = context.settings.depth === 'deep';
      const variants = othersOf(context, [...NOBODIES, ...(isDeep ? MORE_NOBODIES : [])]);
      await sideBySide(variants, ({ name, segment, isOdd }) =>
        expectNobodyAtAll(context, { userSegment: segment, isOdd }, name),
      );
      // fetch resolves this segment itself; a server or proxy that resolves it may answer with a page
      const above = await context.conversations.askRaw({ userSegment: '%2e%2e', isOdd: true });
      if (above && (context.exchanges.inspector.itemsOf(above) ?? []).length > 0) {
        throw new ContractFailure({
          expected: `no ${context.lists.probe.noun} for the user ID "%2e%2e"`,
          received: describeEnd(above),
          exchange: above,
        });
      }
      // a server that remembers the last user reveals it if somebody was requested right before
      for (const { name, segment } of variants.filter((variant) => variant.name === '"me"')) {
        await context.lists.read();
        await expectNobodyAtAll(context, { userSegment: segment, isFresh: true }, name);
      }
    },
  },
  {
    id: 'ISOLATION-23',
    level: 'MUST',
    title: 'no number stands in for a project key',
    source: 'documented: Parameters (projectKey)',
    check: (context) =>
      sideBySide(
        triedAt(context.settings.depth, NUMBERS).filter(({ project }) => project !== context.settings.projectKey),
        ({ project }) => context.lists.expectNoProject({ project }, `the project key "${project}"`),
      ),
  },
  {
    id: 'REQUEST-26',
    level: 'MUST',
    title: 'a user ID made of digits, or in the form of a UUID, is answered like any other',
    source: 'documented: Parameters (userId is a string)',
    comparesAnswers: true,
    check: async ({ lists, seed, settings }) => {
      const nobody = await lists.askOnce({ user: `nobody-${seed}@example.invalid` });
      if (nobody.reply?.status !== 200) return;
      const ids = [DIGITS, NIL_UUID].filter((user) => !settings.userIds.includes(user));
      await sideBySide(ids, async (user) => {
        const exchange = await lists.askOnce({ user });
        if (exchange.reply?.status !== 404) return;
        throw new ContractFailure({
          expected: `status 200 for user ID "${user}", as for any other that is unknown`,
          received: describeEnd(exchange),
          exchange,
          diagnosis: 'User IDs of some forms match no route.',
        });
      });
    },
  },
  {
    id: 'ROBUST-21',
    level: 'MUST',
    title: 'a user ID that is harmless prose is not taken for an attack',
    source: 'documented: Parameters (userId is a string)',
    check: (context) =>
      sideBySide(proseIds(openRandom(context.seed, 'prose'), context.settings.depth === 'deep'), async (user) => {
        const exchange = await context.lists.ask({ user, isOdd: true });
        if ([200, 404].includes(exchange.reply?.status ?? 0)) return;
        // a server that limits the length or form of IDs refuses the same letters in any order
        if (isRefusal(exchange) && isRefusal(await context.lists.ask({ user: backwards(user), isOdd: true }))) return;
        throw new ContractFailure({
          expected: `200 or 404 for user ID "${user}"`,
          received: describeEnd(exchange),
          exchange,
          diagnosis: 'A firewall in front of the server takes words in a user ID for an attack.',
        });
      }),
  },
];

function backwards(text: string): string {
  return [...text].reverse().join('');
}

/**
 * Fails if such an ID returns any events. On deployed servers, whose lists are truncated, trackers may have recorded users
 * with such IDs; there it must only return nothing of a user of the run.
 */
async function expectNobodyAtAll(context: RunContext, ask: ListAsk, name: string): Promise<void> {
  const what = `the user ID ${name}`;
  if (context.lists.probe.history) return expectNobodyElse(context, ask, what);
  try {
    await expectNobody(context, ask, what);
  } catch (error) {
    if (!(error instanceof ContractFailure) || error.details.exchange?.reply?.status !== 200) throw error;
    const diagnosis = `A placeholder for a missing user ID returns events. If ${name} is a user, pass it as one more --user.`;
    throw new ContractFailure({ ...error.details, diagnosis });
  }
}

/** Row numbers, which some servers accept as keys. */
const NUMBERS = ['1', '2', '3', '4', '5', '0'].map((project) => ({ project, isSeldom: project > '2' }));
