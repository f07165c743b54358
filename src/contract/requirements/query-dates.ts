import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import type { Window } from '../reading/window.ts';
import { isRefusal } from '../wire/exchange.ts';
import { takenWindow } from './revealing-window.ts';

/** How dates are written in a query. */
export const queryDateRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-07',
    depth: 'quick',
    level: 'MUST',
    title: 'the dates are found anywhere in the query, percent-encoded or not',
    source: 'assumed: query strings are decoded as forms',
    check: async (context) => {
      const { start, end } = await takenWindow(context);
      const encode = (date: number) => [...String(date)].map((digit) => `%3${digit}`).join('');
      const isStrict = isRefusal(await context.lists.askOnce({ query: 'unknown=1' }));
      const spellings = [
        `end_date=${end}&start_date=${start}`,
        // where other parameters are refused (REQUEST-06), this says nothing about the dates
        ...(isStrict ? [] : [`unknown=1&start_date=${start}&x=2&end_date=${end}&y`]),
        `start_date=${encode(start)}&end_date=${encode(end)}`,
      ];
      await sideBySide(spellings, (query) => expectSpelling(context, { start, end }, query));
    },
  },
  {
    id: 'REQUEST-27',
    depth: 'quick',
    level: 'SHOULD',
    title: 'the names of the dates are percent-decoded as their values are',
    source: 'assumed: query strings are decoded as forms',
    follows: ['REQUEST-07'],
    check: async (context) => {
      const { start, end } = await takenWindow(context);
      await expectSpelling(context, { start, end }, `start%5Fdate=${start}&end%5fdate=${end}`);
    },
  },
];

/** Fails unless a query gives the same as the plain spelling of its window. */
async function expectSpelling({ baseline, lists }: RunContext, window: Window, query: string): Promise<void> {
  const expected = baseline.windowItems(await lists.askOnce({ window }), window);
  const exchange = await lists.ask({ query });
  const difference = baseline.compare(expected, baseline.windowItems(exchange, window));
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `"?${query}" to give the same ${expected.length} events as the plain spelling`,
    received: difference,
    exchange,
  });
}
