import fc from 'fast-check';
import type { RunContext } from '../context.ts';
import { describeDifference } from '../events.ts';
import { describeEnd } from '../exchange.ts';
import { ContractFailure, Inconclusive } from '../failure.ts';
import { assertProperty } from '../property.ts';
import type { Requirement } from '../requirement.ts';
import { cutPoints, describeWindow, eventsWithin, startsOfSessions, type Window } from '../window.ts';

const FAR_FUTURE = 9_999_999_999_999;

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
        eachInstant(context, user, (t) => [
          { start: t, end: t },
          { start: t - 1, end: t + 1 },
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
      for (const window of [
        { start: 0 },
        { end: 0 },
        { start: 0, end: 0 },
        { start: 0, end: middle },
        { start: 1 },
        { end: 1 },
      ]) {
        await context.expectWindow(window);
      }
    },
  },
  {
    id: 'WINDOW-06',
    level: 'MUST',
    title: 'dates far away keep everything or nothing',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      const middle = await middleOf(context);
      const seconds = Math.floor(middle / 1000);
      const windows: Window[] = [
        { end: FAR_FUTURE },
        { start: FAR_FUTURE },
        { start: 0, end: FAR_FUTURE },
        { start: middle, end: FAR_FUTURE },
        { start: seconds },
        { end: seconds },
        { start: 2 ** 31 - 1, end: 2 ** 31 },
        { end: 2 ** 32 },
        { start: 999 },
        { end: 999 },
        { start: 20_000_000_000_000 },
        { end: 20_000_000_000_000 },
        { start: middle + 2 ** 32, end: FAR_FUTURE },
      ];
      for (const window of windows) await context.expectWindow(window);
    },
  },
  {
    id: 'WINDOW-07',
    level: 'MUST',
    title: 'a date too large for a server is refused or understood, never taken for another',
    source: 'assumed: numbers do not wrap around',
    check: async (context) => {
      const all = await context.someEvents();
      const middle = await middleOf(context);
      for (const large of [
        '8640000000000001',
        '9223372036854775807',
        '9223372036854775808',
        '18446744073709551616',
        String(2n ** 64n + BigInt(middle)),
        `1${'0'.repeat(30)}`,
      ]) {
        for (const window of [{ start: large }, { end: large }])
          await refusedOrRight(context, window, window.start ? [] : all);
      }
      const padded = { start: `00${middle}` };
      await refusedOrRight(context, padded, eventsWithin(all, padded, context.settings.window));
    },
  },
  {
    id: 'WINDOW-08',
    level: 'MUST',
    title: 'a window that starts after it ends is empty or refused with 400 or 422',
    source: 'assumed: nothing lies inside such a window',
    check: async (context) => {
      const all = await context.someEvents();
      const [first, last] = [all[0]?.timestamp ?? 0, all.at(-1)?.timestamp ?? 0];
      const windows = [
        { start: last + 1, end: first - 1 },
        { start: first + 1, end: first },
        { start: FAR_FUTURE, end: 0 },
        { start: last, end: first },
      ];
      for (const window of windows) if (window.start > window.end) await refusedOrRight(context, window, []);
    },
  },
  {
    id: 'WINDOW-09',
    level: 'MUST',
    title: 'a date that is not a whole number of milliseconds is refused with 400 or 422',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      await context.each(MALFORMED, (text) => expectBadDate(context, text));
    },
  },
  {
    id: 'WINDOW-10',
    level: 'SHOULD',
    title: 'a number in an unusual spelling is refused with 400 or 422',
    source: 'assumed: one spelling for one number',
    check: async (context) => {
      const middle = await middleOf(context);
      for (const text of [`${middle}.0`, `+${middle}`, ` ${middle}`, `${middle} `, `${middle}\n`])
        await expectBadDate(context, text);
    },
  },
  {
    id: 'WINDOW-11',
    level: 'MUST',
    title: 'a bad date is refused beside a good one too',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      for (const window of [
        { start: 'abc', end: FAR_FUTURE },
        { start: 0, end: 'abc' },
        { start: 'abc', end: 'abc' },
      ]) {
        await context.expectRefused({ window }, [400, 422], describeWindow(window));
      }
      await context.expectRefused(
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
      const all = await context.someEvents();
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
        const exchange = await context.ask({ query });
        const status = exchange.reply?.status ?? 0;
        if ([400, 422].includes(status)) continue;
        const { events } = status === 200 ? await context.read({ query }) : { events: undefined };
        if (events?.every((event) => known.has(event.sessionId))) continue;
        throw new ContractFailure({
          expected: `400, 422 or some of the user's events for "?${query}"`,
          received: describeEnd(exchange),
          exchange,
        });
      }
    },
  },
];

const MALFORMED = [
  'abc',
  '-1',
  '1.5',
  '1e12',
  '0x10',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '2021-06-11',
  '2021-06-11T19:48:25.732Z',
  '1623440905732abc',
  'abc1623440905732',
  '1623440905732,1623440905733',
  '1_000',
  '1 000',
  '١٦٢٣',
  '１６２３',
  '[]',
  '{}',
  "1' OR '1'='1",
  '1;2',
  '%',
  '-',
  '.',
];

const MAX_INSTANTS = 6;

async function eachUser(context: RunContext, check: (user: string) => Promise<void>): Promise<void> {
  let reason: Inconclusive | undefined;
  let checked = 0;
  for (const user of context.settings.userIds) {
    try {
      await check(user);
      checked += 1;
    } catch (error) {
      if (!(error instanceof Inconclusive)) throw error;
      reason = error;
    }
  }
  if (checked === 0 && reason) throw reason;
}

/** Tries windows at instants that tell most: the first, the last, those that several events share, some between. */
async function eachInstant(context: RunContext, user: string, windowsAt: (instant: number) => Window[]): Promise<void> {
  const events = await context.someEvents(user);
  if (context.settings.window === 'session') {
    throw new Inconclusive(
      'the reply does not tell when a session started, so the exact bounds cannot be tried with --window session',
    );
  }
  const times = events.map((event) => event.timestamp);
  const shared = times.filter((time, index) => time === times[index - 1]);
  const spread = times.filter((_, index) => index % Math.ceil(times.length / 3) === 1);
  const clicks = events.filter((event) => event.type !== 'LOCATION').map((event) => event.timestamp);
  const chosen = [Math.min(...times), Math.max(...times), shared[0], clicks[0], ...spread].filter(
    (time) => time !== undefined,
  );
  for (const instant of new Set(chosen.slice(0, MAX_INSTANTS))) {
    for (const window of windowsAt(instant)) await context.expectWindow(window, user);
  }
}

async function anyWindow(context: RunContext, user: string): Promise<void> {
  const events = await context.someEvents(user);
  const { window: mode, runs } = context.settings;
  const cuts = cutPoints(events, mode);
  if (cuts.length === 0)
    throw new Inconclusive('the sessions are too close to each other to tell their starts apart; pass another --user');
  const bound = fc.option(fc.nat(cuts.length - 1), { nil: undefined, freq: 6 });
  const at = (index: number | undefined) => (index === undefined ? undefined : cuts[index]);
  const window = fc
    .tuple(bound, bound)
    .map(
      ([a, b]): Window =>
        a !== undefined && b !== undefined && a > b ? { start: at(b), end: at(a) } : { start: at(a), end: at(b) },
    );
  const check = (chosen: Window) => context.expectWindow(chosen, user);
  await assertProperty(window, check, { seed: context.seed, numRuns: runs });
}

async function middleOf(context: RunContext): Promise<number> {
  const events = await context.someEvents();
  return events[Math.floor(events.length / 2)]?.timestamp ?? 0;
}

async function refusedOrRight(
  context: RunContext,
  window: Window,
  expected: readonly Parameters<typeof eventsWithin>[0][number][],
): Promise<void> {
  const exchange = await context.ask({ window });
  if ([400, 414, 422].includes(exchange.reply?.status ?? 0)) return;
  const { events } = await context.read({ window });
  context.observe(window, events);
  const difference = describeDifference(expected, events);
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `400, 422 or ${expected.length} events for ${describeWindow(window)}`,
    received: difference,
    exchange,
    diagnosis: context.diagnoseWindow(),
  });
}

async function expectBadDate(context: RunContext, text: string): Promise<void> {
  await context.expectRefused({ window: { start: text } }, [400, 422], `start_date "${text}"`);
  await context.expectRefused({ window: { end: text } }, [400, 422], `end_date "${text}"`);
}
