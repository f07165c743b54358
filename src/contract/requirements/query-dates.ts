import type { Requirement } from '../asking/requirement.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { isRefusal } from '../wire/exchange.ts';
import { tellingWindow } from './telling-window.ts';

/** How dates are written in a query. */
export const queryDateRequirements: readonly Requirement[] = [
  {
    id: 'REQUEST-07',
    depth: 'quick',
    level: 'MUST',
    title: 'the dates are found anywhere in the query, percent-encoded or not',
    source: 'assumed: query strings are decoded as forms',
    check: async (context) => {
      const { start, end } = tellingWindow(await context.baseline.some());
      const encode = (date: number) => [...String(date)].map((digit) => `%3${digit}`).join('');
      const plain = await context.lists.askOnce({ window: { start, end } });
      const expected = context.baseline.windowItems(plain, { start, end });
      const isStrict = isRefusal(await context.lists.askOnce({ query: 'unknown=1' }));
      const spellings = [
        `end_date=${end}&start_date=${start}`,
        // where other parameters are refused (REQUEST-06), this says nothing about the dates
        ...(isStrict ? [] : [`unknown=1&start_date=${start}&x=2&end_date=${end}&y`]),
        `start_date=${encode(start)}&end_date=${encode(end)}`,
        `start%5Fdate=${start}&end%5fdate=${end}`,
      ];
      await sideBySide(spellings, async (query) => {
        const exchange = await context.lists.ask({ query });
        const received = context.baseline.windowItems(exchange, { start, end });
        const difference = context.baseline.compare(expected, received);
        if (difference === undefined) return;
        throw new ContractFailure({
          expected: `"?${query}" to give the same ${expected.length} events as the plain spelling`,
          received: difference,
          exchange,
        });
      });
    },
  },
];
