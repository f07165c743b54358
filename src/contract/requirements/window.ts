import type { Requirement } from '../asking/requirement.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { itemsWithin, type Window } from '../reading/window.ts';

import {
  anyWindow,
  eachInstant,
  eachUser,
  expectNothingHidden,
  FAR_FUTURE,
  middleOf,
  refusedOrRight,
  YEAR_9999,
} from './window-checks.ts';

/** What `start_date` and `end_date` keep. */
export const windowRequirements: readonly Requirement[] = [
  {
    id: 'WINDOW-01',
    level: 'MUST',
    title: 'start_date keeps events from that instant on, the instant included',
    source: 'documented: Parameters (start_date); observed: v1 (bounds are inclusive)',
    check: (context) =>
      eachUser(context, (user) => eachInstant(context, user, (t) => [{ start: t }, { start: t + 1 }])),
  },
  {
    id: 'WINDOW-02',
    level: 'MUST',
    title: 'end_date keeps events up to that instant, the instant included',
    source: 'documented: Parameters (end_date); observed: v1 (bounds are inclusive)',
    check: (context) => eachUser(context, (user) => eachInstant(context, user, (t) => [{ end: t }, { end: t - 1 }])),
  },
  {
    id: 'WINDOW-03',
    level: 'MUST',
    title: 'a window of one instant keeps exactly the events of that instant',
    source: 'documented: Parameters; observed: v1 (bounds are inclusive)',
    check: (context) =>
      eachUser(context, (user) =>
        eachInstant(context, user, (t, index) => [
          { start: t, end: t },
          ...(index === 0 ? [{ start: t - 1, end: t + 1 }] : []),
        ]),
      ),
  },
  {
    id: 'WINDOW-04',
    level: 'MUST',
    title: 'any window keeps exactly the events inside it, in their order',
    source: 'documented: Parameters',
    check: (context) => eachUser(context, (user) => anyWindow(context, user)),
  },
  {
    id: 'WINDOW-05',
    level: 'MUST',
    title: 'zero is a date like any other',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      const middle = await middleOf(context);
      const windows = [{ start: 0 }, { end: 0 }, { start: 0, end: 0 }, { start: 0, end: middle }, { end: 1 }];
      await sideBySide(windows, (window) => context.baseline.expectWindow(window));
    },
  },
  {
    id: 'WINDOW-06',
    level: 'MUST',
    title: 'dates far away keep everything or nothing',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      await expectNothingHidden(context);
      const middle = await middleOf(context);
      const seconds = Math.floor(middle / 1000);
      const windows: Window[] = [
        { end: FAR_FUTURE },
        { start: FAR_FUTURE },
        { start: middle, end: FAR_FUTURE },
        { start: seconds },
        { end: seconds },
        { start: 2 ** 31 - 1, end: 2 ** 31 },
        { end: 2 ** 32 },
        { end: 999 },
        { start: 20_000_000_000_000 },
        { end: 20_000_000_000_000 },
        { end: YEAR_9999 },
        { start: middle + 2 ** 32, end: FAR_FUTURE },
      ];
      await sideBySide(windows, (window) => context.baseline.expectWindow(window));
    },
  },
  {
    id: 'WINDOW-07',
    level: 'MUST',
    title: 'a date too large for a server is refused or understood, never taken for another',
    source: 'assumed: numbers do not wrap around',
    check: async (context) => {
      const all = await context.baseline.some();
      const middle = await middleOf(context);
      // each at one end, and those that wrap around to a date of today or to a negative one at both
      const windows: Window[] = [
        { start: '8640000000000001' },
        { end: '9223372036854775807' },
        { start: '9223372036854775808' },
        { end: '9223372036854775808' },
        { end: '18446744073709551616' },
        { start: String(2n ** 64n + BigInt(middle)) },
        { end: String(2n ** 64n + BigInt(middle)) },
        { start: `1${'0'.repeat(30)}` },
        { end: `1${'0'.repeat(30)}` },
      ];
      await sideBySide(windows, (window) => refusedOrRight(context, window, window.start ? [] : all));
      const padded = { start: `00${middle}` };
      await refusedOrRight(context, padded, itemsWithin(all, padded, context.settings.window));
    },
  },
  {
    id: 'WINDOW-08',
    level: 'MUST',
    title: 'a window that starts after it ends is empty or refused with 400 or 422',
    source: 'assumed: nothing lies inside such a window',
    check: async (context) => {
      const all = await context.baseline.some();
      const [first, last] = [all[0]?.time ?? 0, all.at(-1)?.time ?? 0];
      const windows = [
        { start: last + 1, end: first - 1 },
        { start: first + 1, end: first },
        { start: FAR_FUTURE, end: 0 },
        { start: last, end: first },
      ];
      for (const window of windows) if (window.start > window.end) await refusedOrRight(context, window, []);
    },
  },
];
