import { RUNS_AT } from '../asking/depth.ts';
import { later } from '../asking/later.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { madeUpKey } from '../variants/key-variants.ts';
import type { Exchange } from '../wire/exchange.ts';
import { understoodOf } from './understood.ts';

/** Each race is run so often, and more often in a run with more windows. */
const ROUNDS = 2;
/** So long after the first request the next one finds it under way, in ms. */
const MEANWHILE_MS = 4;
/** One whose client goes away. */
const GIVEN_UP = 'given up';
/** How long a client waits before it goes away, in ms. */
const PATIENCE_MS = [5, 2, 10] as const;

/** Requests that are made to meet. */
export const raceRequirements: readonly Requirement[] = [
  {
    id: 'REPEAT-32',
    level: 'MUST',
    title: 'clients who ask for the same new URL at once each get the whole answer',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    follows: ['REPEAT-01', 'REPEAT-03', 'REPEAT-04'],
    check: async (context) => {
      for (let round = 0; round < roundsOf(context); round += 1) {
        // what waits for the answer to another request must not lose it with that
        const first = round % 2 === 0 ? {} : GIVEN_UP;
        const what =
          round % 2 === 0 ? 'one of several requests at once for a new URL' : 'a request beside one given up';
        await expectEach(context, [first, {}, {}], what);
      }
      await expectEach(
        context,
        [{ method: 'HEAD', isOdd: true }, {}],
        'a request while HEAD for the same URL is answered',
      );
    },
  },
  {
    id: 'REPEAT-33',
    level: 'MUST',
    title: 'who has no key gets no part of the answer that the owner is just getting',
    source: 'documented: Request Headers',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      context.seen.require('key none', 'key made-up');
      const strangers = [null, madeUpKey(context.settings.key)];
      for (let round = 0; round < roundsOf(context); round += 1) {
        const window = await context.fresh.take();
        const ends = await Promise.allSettled([
          context.lists.ask({ window }),
          ...strangers.map(async (credential) => {
            await later((round % 2) * MEANWHILE_MS);
            await context.lists.expectRefusal(
              { window, credential, isFresh: true },
              'a request without the right key while the owner is being answered',
            );
          }),
        ]);
        throwFirst(ends);
      }
    },
  },
  {
    id: 'REPEAT-34',
    level: 'MUST',
    title: 'the answer of a request that was given up goes to nobody else',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    follows: ['REPEAT-01', 'REPEAT-03', 'REPEAT-04'],
    check: async (context) => {
      const all = await context.baseline.some();
      const time = all[Math.floor(all.length / 2)]?.time ?? 0;
      const point = { start: time, end: time };
      const isTaken = (await understoodOf(context, [point])).length > 0;
      const window = isTaken ? point : { ...point, end: time + 999 };
      const expected = context.lists.expectItems(await context.lists.askOnce({ window }));
      for (let round = 0; round < roundsOf(context); round += 1) {
        await context.lists.giveUp({ window: await context.fresh.take() }, PATIENCE_MS[round % 3] ?? 0);
        // the answer that nobody waits for may be ready only after the next one is
        for (const _ of ['at once', 'a little later']) {
          const { items, exchange } = await context.lists.read({ window });
          const difference = context.baseline.compare(expected, items);
          if (difference === undefined) continue;
          throw new ContractFailure({
            expected: `the same ${expected.length} ${context.lists.probe.noun} after another request was given up`,
            received: difference,
            exchange,
            diagnosis: 'The answer of a request whose client went away is given to the next one.',
          });
        }
      }
    },
  },
];

function roundsOf({ settings }: RunContext): number {
  return Math.max(ROUNDS, Math.ceil((settings.runs * ROUNDS) / RUNS_AT.normal));
}

/** Asks for one new URL in these ways at once, the last a moment later. Each GET must get everything. */
async function expectEach(
  context: RunContext,
  asks: readonly (ListAsk | typeof GIVEN_UP)[],
  what: string,
): Promise<void> {
  await context.baseline.some();
  const window = await context.fresh.take();
  const isLast = (index: number) => index === asks.length - 1;
  const sent = asks.map(async (ask, index): Promise<Exchange | undefined> => {
    if (isLast(index)) await later(MEANWHILE_MS);
    if (ask === GIVEN_UP) {
      await context.lists.giveUp({ window }, PATIENCE_MS[0]);
      return undefined;
    }
    const exchange = await context.lists.ask({ ...ask, window });
    return ask.method === undefined ? exchange : undefined;
  });
  const ends = await Promise.allSettled(
    sent.map(async (reply) => {
      const exchange = await reply;
      if (exchange) await context.baseline.expectAll(exchange, what);
    }),
  );
  throwFirst(ends);
}

function throwFirst(ends: readonly PromiseSettledResult<unknown>[]): void {
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
