import { openRandom, type Random } from '../../shared/random.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure, MissingInput } from '../outcome/failure.ts';
import { type Item, spanOf } from '../reading/item.ts';
import { describeWindow, type Window } from '../reading/window.ts';
import { inOtherUnits } from '../variants/other-units.ts';
import { calendarWindows, instantsOf, type Span, windowsInGaps, windowsOfWidths } from '../variants/usual-windows.ts';
import { describeEnd, isRefusal } from '../wire/exchange.ts';
import { middleOf, refusedOrRight } from './window-checks.ts';

/** Ten years: wider than any usual limit. */
const WIDE_MS = 3_652 * 86_400_000;

/** Windows that people and programs commonly send. */
export const windowCustomRequirements: readonly Requirement[] = [
  {
    id: 'WINDOW-21',
    level: 'MUST',
    title: 'a window of a usual width, from 1 ms to 30 days, keeps exactly what lies inside it',
    source: 'documented: Parameters',
    follows: ['WINDOW-04'],
    check: (context) => expectAll(context, windowsOfWidths),
  },
  {
    id: 'WINDOW-22',
    level: 'MUST',
    title: 'a whole second, hour, day, week or month, in any time zone, keeps exactly what lies inside it',
    source: 'documented: Parameters',
    follows: ['WINDOW-04'],
    check: (context) => expectAll(context, calendarWindows),
  },
  {
    id: 'WINDOW-23',
    level: 'MUST',
    title: 'a window inside a gap of the history, or beside a close neighbour, keeps exactly what lies inside it',
    source: 'documented: Parameters',
    follows: ['WINDOW-04'],
    check: (context) => {
      const { stepMs } = context.lists.probe.history ?? {};
      const fromEndOn = (events: readonly Item[]) => events.flatMap(({ time, end = time }) => [time, end]);
      return expectAll(context, (instants, random) => windowsInGaps(instants, random, stepMs), fromEndOn);
    },
  },
  {
    id: 'WINDOW-24',
    level: 'MUST',
    title:
      'a date is in milliseconds however many digits it has, or is refused; it is never read as seconds, a year or a day',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      const { seed, settings } = context;
      const units = inOtherUnits(await middleOf(context), openRandom(seed, 'units'), settings.depth === 'deep');
      const windows = units.map(({ digits, next }, index): Window => {
        if (next !== undefined) return { start: digits, end: next };
        return index % 2 === 0 ? { start: digits } : { end: digits };
      });
      await sideBySide(windows, (window) => refusedOrRight(context, window));
    },
  },
  {
    id: 'WINDOW-25',
    level: 'MUST',
    title: 'an empty date is refused or counts as absent; it is not 0',
    source: 'documented: Parameters (epoch in ms)',
    check: async (context) => {
      const ask = { window: { end: '' } };
      const exchange = await context.lists.askOnce(ask);
      if (!isRefusal(exchange)) await context.baseline.expectAll(exchange, 'a request with an empty end_date');
    },
  },
  {
    id: 'WINDOW-26',
    level: 'SHOULD',
    title: 'a range is answered however wide it is',
    source: 'documented: Parameters (no limit is named)',
    check: async (context) => {
      const { first, last } = spanOf(await context.baseline.history());
      const window = { start: Math.max(0, first - WIDE_MS), end: last };
      const exchange = await context.lists.askOnce({ window });
      if (!isRefusal(exchange)) return;
      throw new ContractFailure({
        expected: `status 200 for ${describeWindow(window)}`,
        received: describeEnd(exchange),
        exchange,
        diagnosis: 'Ranges that are wider than the server allows are refused.',
      });
    },
  },
];

/** Requests windows built from the instants of the first user's events. */
async function expectAll(
  context: RunContext,
  windowsOf: (instants: readonly number[], random: Random, isDeep: boolean) => readonly Span[],
  timesOf = (events: readonly Item[]) => events.map(({ time }) => time),
): Promise<void> {
  const events = await context.baseline.history();
  const { seed, settings } = context;
  const instants = instantsOf(timesOf(events));
  const windows = windowsOf(instants, openRandom(seed, 'windows'), settings.depth === 'deep');
  if (windows.length === 0)
    throw new MissingInput('the events are at too few instants; pass a --user with more events');
  await sideBySide(windows, (window) => context.baseline.expectWindow(window));
}
