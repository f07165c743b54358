import type { ListAsk } from '../../asking/lists.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { RunContext } from '../../asking/run-context.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import { ContractFailure } from '../../outcome/failure.ts';
import type { Window } from '../../reading/window.ts';
import { describeEnd } from '../../wire/exchange.ts';

/** Texts that no release accepts as a whole number. */
const NO_NUMBERS = [
  'abc',
  '',
  '1.5',
  '1e12',
  '0x10',
  'true',
  'null',
  'NaN',
  'Infinity',
  '2021-06-11',
  '12abc',
  '--1',
  '1 2',
  '1,2',
  '{}',
];

/** How v1 reads dates, stricter than what every API must do. */
export const dateRequirements: readonly Requirement[] = [
  {
    id: 'WINDOW-101',
    level: 'MUST',
    title: 'a date that is no whole number is refused with 422, an empty one too',
    source: 'observed: v1 (date-start-text, date-end-text, date-start-empty, date-start-float, date-start-exp)',
    follows: ['WINDOW-09'],
    check: async (context) => {
      // the same code reads both dates
      const asks = NO_NUMBERS.flatMap((text, index): ListAsk[] => {
        const [start, end] = [{ window: { start: text } }, { window: { end: text } }];
        return context.settings.depth === 'deep' ? [start, end] : [index % 2 === 0 ? start : end];
      });
      await sideBySide([...asks, { query: 'start_date' }, { window: { start: 'abc', end: 'def' } }], async (ask) => {
        await context.lists.expectRefused(ask, [422], `"${context.lists.toAsk(ask).query}"`);
      });
    },
  },
  {
    id: 'WINDOW-102',
    level: 'MUST',
    title: 'a whole number of any size is a date, below zero, beyond 2^64, and with zeros in front too',
    source:
      'observed: v1 (date-start-neg, date-start-zero, date-start-bigint-over, date-end-huge, date-start-leading-zeros)',
    check: async (context) => {
      const huge = `1${'0'.repeat(30)}`;
      const bounds = ['-1', `-${huge}`, '0', '1', '2147483648', '9223372036854775807', '9223372036854775808', huge];
      const history = await context.baseline.history();
      const middle = history[Math.floor(history.length / 2)]?.time ?? 0;
      const windows: Window[] = [
        ...bounds.flatMap((bound) => [{ start: bound }, { end: bound }]),
        { start: `-${huge}`, end: huge },
        { start: `000${middle}`, end: `0${middle}` },
        { start: '0', end: '0' },
      ];
      await sideBySide(windows, (window) => expectRight(context, window));
    },
  },
  {
    id: 'WINDOW-103',
    level: 'MUST',
    title: 'a window that starts after it ends is answered with 200 and an empty list',
    source: 'observed: v1 (date-inverted)',
    check: async (context) => {
      const times = (await context.baseline.history()).map(({ time }) => time);
      const [first, last] = [Math.min(...times), Math.max(...times)];
      const windows = [
        { start: last + 1, end: first - 1 },
        { start: last, end: last - 1 },
        { start: first + 1, end: first },
      ];
      for (const window of windows) await expectRight(context, window);
    },
  },
  {
    id: 'WINDOW-104',
    level: 'MUST',
    title: 'when a date is given twice, the last one counts',
    source: 'observed: v1 (date-start-twice, date-start-twice-rev)',
    check: async (context) => {
      const times = (await context.baseline.history()).map(({ time }) => time).sort((a, b) => a - b);
      const [low = 0, high = 0] = [times[Math.floor(times.length / 3)], (times.at(-1) ?? 0) + 1];
      const pairs: readonly [query: string, window: Window][] = [
        [`start_date=${high}&start_date=${low}`, { start: low }],
        [`start_date=${low}&start_date=${high}`, { start: high }],
        [`end_date=${high}&end_date=${low}`, { end: low }],
        [`end_date=${low}&end_date=${high}`, { end: high }],
      ];
      await sideBySide(pairs, ([query, window]) => expectRight(context, window, { query }));
    },
  },
];

/** Fails unless a window is answered with 200 and exactly what lies in it. */
async function expectRight(context: RunContext, window: Window, ask: ListAsk = { window }): Promise<void> {
  const { baseline, lists } = context;
  const exchange = await lists.askOnce(ask);
  const items = lists.itemsOf(exchange);
  const expected = await baseline.itemsIn(await baseline.history(), window, items);
  const difference = items ? baseline.compare(expected, items) : describeEnd(exchange);
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `status 200 with ${expected.length} sessions for "?${lists.toAsk(ask).query}"`,
    received: difference,
    exchange,
  });
}
