import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { describeWindow, startsOfSessions } from '../reading/window.ts';
import { describeEnd } from '../wire/exchange.ts';

import { FAR_FUTURE, middleOf } from './window-checks.ts';

/** Which dates are understood and which are refused. */
export const windowDateRequirements: readonly Requirement[] = [
  {
    id: 'WINDOW-09',
    level: 'MUST',
    title: 'a date that is not a whole number of milliseconds is refused with 400 or 422',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      const windows: { start?: string; end?: string }[] = [
        ...OFTEN_READ.flatMap((text) => [{ start: text }, { end: text }]),
        ...MALFORMED.map((text, index) => (index % 2 === 0 ? { start: text } : { end: text })),
      ];
      await sideBySide(windows, (window) => expectBadDate(context, window));
    },
  },
  {
    id: 'WINDOW-10',
    level: 'SHOULD',
    title: 'a number in an unusual spelling is refused with 400 or 422',
    source: 'assumed: one spelling for one number',
    check: async (context) => {
      const middle = await middleOf(context);
      for (const window of [
        { start: `${middle}.0` },
        { end: `${middle}.0` },
        { start: `+${middle}` },
        { end: ` ${middle}` },
        { end: `${middle}\n` },
      ]) {
        await expectBadDate(context, window);
      }
    },
  },
  {
    id: 'WINDOW-11',
    level: 'MUST',
    title: 'a bad date is refused beside a good one too',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      context.seen.require('date abc');
      for (const window of [
        { start: 'abc', end: FAR_FUTURE },
        { start: 0, end: 'abc' },
        { start: 'abc', end: 'abc' },
      ]) {
        await context.lists.expectRefused({ window }, [400, 422], describeWindow(window));
      }
      await context.lists.expectRefused(
        { window: { start: 'abc' }, user: `nobody-${context.seed}` },
        [400, 404, 422],
        'a bad date for an unknown user',
      );
    },
  },
  {
    id: 'WINDOW-12',
    level: 'MUST',
    title: 'a date given twice or left empty never makes the server fail or keep other events than it may',
    source: 'assumed: clients make mistakes',
    check: async (context) => {
      const all = await context.baseline.some();
      const known = new Set(startsOfSessions(all).keys());
      const middle = await middleOf(context);
      const queries = [
        'start_date=',
        'end_date=',
        'start_date',
        `start_date=${middle}&start_date=${middle + 1}`,
        `end_date=${middle}&end_date=1`,
        `start_date[]=${middle}`,
        `end_date[gt]=${middle}`,
      ];
      for (const query of queries) {
        const exchange = await context.lists.ask({ query });
        if ([400, 422].includes(exchange.reply?.status ?? 0)) continue;
        if (context.lists.itemsOf(exchange)?.every((event) => known.has(event.group))) continue;
        throw new ContractFailure({
          expected: `400, 422 or some of the user's events for "?${query}"`,
          received: describeEnd(exchange),
          exchange,
        });
      }
    },
  },
];

/** What one careless way or another of reading numbers takes for one; tried as both dates. */
const OFTEN_READ = ['abc', '-1', '1.5', '1e12', '1623440905732abc'];

/** Further ones, each tried as one of the dates: the same code reads both. */
const MALFORMED = [
  '2021-06-11',
  'null',
  '0x10',
  'NaN',
  'Infinity',
  'true',
  '2021-06-11T19:48:25.732Z',
  'abc1623440905732',
  '1623440905732,1623440905733',
  '1_000',
  '1 000',
  '١٦٢٣',
  '[]',
  "1' OR '1'='1",
  '-',
  '"1"',
  '1\\',
];

async function expectBadDate(context: RunContext, window: { start?: string; end?: string }): Promise<void> {
  const ability = `date ${window.start ?? window.end}` as const;
  const what = window.start === undefined ? `end_date "${window.end}"` : `start_date "${window.start}"`;
  // a firewall in front of the API may take quotes for an attack
  const isOdd = /['"]/.test(`${window.start}${window.end}`);
  await context.seen.watch(ability, () =>
    context.lists.expectRefused({ window, isOdd }, isOdd ? [400, 403, 422] : [400, 422], what),
  );
}
