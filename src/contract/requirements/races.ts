import { RUNS_AT } from '../asking/depth.ts';
import { later } from '../asking/later.ts';
import type { ListAsk } from '../asking/lists.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { madeUpKey } from '../variants/key-variants.ts';
import type { Exchange } from '../wire/exchange.ts';
import { understoodOf } from './understood.ts';

/** How often each race is run at least; a run with more windows runs it more often. */
const ROUNDS = 2;
/** How long after the first request the next one finds it in progress, in ms. */
const MEANWHILE_MS = 4;
/** A request whose client disconnects. */
const GIVEN_UP = 'given up';
/** How long a client waits before it disconnects, in ms. */
const PATIENCE_MS = [5, 2, 10] as const;

/** Requests that overlap on purpose. */
export const raceRequirements: readonly Requirement[] = [
  {
    id: 'REPEAT-32',
    level: 'MUST',
    title: 'clients that request the same new URL at the same time each get the whole answer',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    follows: ['REPEAT-01', 'REPEAT-03', 'REPEAT-04'],
    check: async (context) => {
      for (let round = 0; round < roundsOf(context); round += 1) {
        // a request that waits for the answer to another one must not lose it if that one is aborted
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
    title: 'a client without a key gets no part of an answer that its owner is receiving',
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
    title: 'the answer to an aborted request goes to nobody else',
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
        // the abandoned answer may be ready only after the next request
        for (const _ of ['at once', 'a little later']) {
          const { items, exchange } = await context.lists.read({ window });
          const difference = context.baseline.compare(expected, items);
          if (difference === undefined) continue;
          throw new ContractFailure({
            expected: `the same ${expected.length} ${context.lists.probe.noun} after another request was given up`,
            received: difference,
            exchange,
            diagnosis: 'The answer to a request whose client went away is served to the next one.',
          });
        }
      }
    },
  },
];

function roundsOf({ settings }: RunContext): number {
  return Math.max(ROUNDS, Math.ceil((settings.runs * ROUNDS) / RUNS_AT.normal));
}

/** Requests one new URL in these ways at once, the last a moment later. Each GET must return everything. */
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
