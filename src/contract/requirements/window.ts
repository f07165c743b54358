import type { Requirement } from '../asking/requirement.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure, Inconclusive } from '../outcome/failure.ts';
import { asOctal } from '../reading/date-texts.ts';
import { spanOf } from '../reading/item.ts';
import { describeWindow, type Window } from '../reading/window.ts';
import { DEFAULT_READING, describeReading, isSameReading } from '../reading/window-reading.ts';
import { describeEnd } from '../wire/exchange.ts';
import { understoodOf } from './understood.ts';
import {
  anyWindow,
  eachInstant,
  eachUser,
  emptyOrRefused,
  expectNothingHidden,
  FAR_FUTURE,
  firstDiffering,
  gapWindows,
  middleOf,
  refusedOrRight,
  YEAR_9999,
} from './window-checks.ts';

/** What `start_date` and `end_date` select. */
export const windowRequirements: readonly Requirement[] = [
  {
    id: 'WINDOW-01',
    depth: 'quick',
    level: 'MUST',
    title: 'start_date keeps everything from that instant on, the instant included',
    source: 'documented: Parameters (start_date); observed: v1 (bounds are inclusive)',
    check: (context) =>
      eachUser(context, (user) => eachInstant(context, user, (t) => [{ start: t }, { start: t + 1 }])),
  },
  {
    id: 'WINDOW-02',
    depth: 'quick',
    level: 'MUST',
    title: 'end_date keeps everything up to that instant, the instant included unless the server reads dates otherwise',
    source: 'documented: Parameters (end_date); observed: v1 (bounds are inclusive)',
    check: (context) => eachUser(context, (user) => eachInstant(context, user, (t) => [{ end: t }, { end: t - 1 }])),
  },
  {
    id: 'WINDOW-03',
    depth: 'quick',
    level: 'MUST',
    title: 'a window of one instant, or between two events, keeps exactly what lies in it',
    source: 'documented: Parameters; observed: v1 (bounds are inclusive)',
    check: (context) =>
      eachUser(context, async (user) => {
        await eachInstant(context, user, (t, index) => [
          { start: t, end: t },
          ...(index === 0 ? [{ start: t - 1, end: t + 1 }] : []),
        ]);
        await sideBySide(await gapWindows(context, user), (window) => context.baseline.expectWindow(window, { user }));
      }),
  },
  {
    id: 'WINDOW-04',
    depth: 'quick',
    level: 'MUST',
    title: 'any window keeps exactly what lies inside it, in order',
    source: 'documented: Parameters',
    check: (context) => eachUser(context, (user) => anyWindow(context, user)),
  },
  {
    id: 'WINDOW-05',
    depth: 'quick',
    level: 'MUST',
    title: 'zero is a date like any other, or refused',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      const middle = await middleOf(context);
      const windows = [{ start: 0 }, { end: 0 }, { start: 0, end: 0 }, { start: 0, end: middle }, { end: 1 }];
      await context.seen.watch('date 0', () => sideBySide(windows, (window) => refusedOrRight(context, window)));
    },
  },
  {
    id: 'WINDOW-06',
    level: 'MUST',
    title: 'dates far in the past or future keep everything or nothing, or are refused',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      await expectNothingHidden(context);
      const middle = await middleOf(context);
      const seconds = Math.floor(middle / 1000);
      const windows: Window[] = [
        { end: FAR_FUTURE },
        { start: FAR_FUTURE },
        { start: seconds, end: 20_000_000_000_000 },
        { end: seconds },
        { start: 2 ** 31 - 1, end: 2 ** 32 },
        { end: YEAR_9999 },
        { start: middle + 2 ** 32, end: FAR_FUTURE },
      ];
      await context.seen.watch('date far', () => sideBySide(windows, (window) => refusedOrRight(context, window)));
    },
  },
  {
    id: 'WINDOW-07',
    level: 'MUST',
    title: 'a date too large for the server is refused or understood, never taken for another date',
    source: 'assumed: numbers do not wrap around',
    check: async (context) => {
      const middle = await middleOf(context);
      // each at one end, and those that wrap around to today or to a negative date at both
      const windows: Window[] = [
        { start: '8640000000000001' },
        { end: '9223372036854775807' },
        { start: '9223372036854775808' },
        { end: '18446744073709551616' },
        { start: String(2n ** 64n + BigInt(middle)) },
        { end: String(2n ** 64n + BigInt(middle)) },
        { end: `1${'0'.repeat(30)}` },
        { start: `00${asOctal(middle)}` },
      ];
      await sideBySide(windows, (window) => refusedOrRight(context, window));
    },
  },
  {
    id: 'WINDOW-08',
    depth: 'quick',
    level: 'MUST',
    title: 'a window that starts after it ends is empty or refused',
    source: 'assumed: nothing lies inside such a window',
    check: async (context) => {
      const all = await context.baseline.history();
      const { first, last } = spanOf(all);
      const windows = [
        { start: last + 1, end: first - 1 },
        { start: first + 1, end: first },
        { start: last, end: first },
      ].filter(({ start, end }) => start > end);
      await sideBySide(windows, (window) => emptyOrRefused(context, window));
      // only if each of the two dates is understood
      const alone: Window[] = [{ end: 0 }, { start: FAR_FUTURE }];
      if ((await understoodOf(context, alone)).length === alone.length) {
        await emptyOrRefused(context, { start: FAR_FUTURE, end: 0 });
      }
    },
  },
  {
    id: 'WINDOW-13',
    level: 'SHOULD',
    title: 'the dates filter events, both ends included',
    source: 'documented: Parameters, Example Response (a list of events)',
    follows: ['WINDOW-01', 'WINDOW-02', 'WINDOW-03', 'WINDOW-04'],
    check: async (context) => {
      await context.baseline.history();
      const { kept } = await context.baseline.reading();
      if (!kept) throw new Inconclusive('the windows of the run do not show how the dates are read (WINDOW-01)');
      // a reading given with --window is right by definition
      if (context.settings.window !== undefined || isSameReading(kept, DEFAULT_READING)) return;
      throw new ContractFailure({
        expected: `dates that filter ${describeReading(DEFAULT_READING)}`,
        received: `dates that filter ${describeReading(kept)}`,
        exchange: await context.lists.askOnce({ window: await firstDiffering(context) }),
        diagnosis: `The dates filter ${describeReading(kept)}; require a reading with --window.`,
      });
    },
  },
  {
    id: 'WINDOW-14',
    level: 'SHOULD',
    title: 'a window without events is answered with 200 and an empty list',
    source: 'documented: Status Codes',
    check: async (context) => {
      const all = await context.baseline.history();
      const window = { end: all.reduce((first, { time }) => Math.min(first, time), Number.POSITIVE_INFINITY) - 1 };
      const exchange = await context.lists.askOnce({ window });
      if (exchange.reply?.status !== 404) return;
      throw new ContractFailure({
        expected: `status 200 with an empty list for ${describeWindow(window)}`,
        received: describeEnd(exchange),
        exchange,
        diagnosis: 'A window without events is answered with 404 instead of an empty list.',
      });
    },
  },
];
