import fc from 'fast-check';
import { openRandom } from '../../shared/random.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure, Inconclusive, MissingInput } from '../outcome/failure.ts';
import { toEvidence } from '../reading/evidence.ts';
import { probingWindows } from '../reading/find-readings.ts';
import type { Item } from '../reading/item.ts';
import { cutPoints, describeWindow, itemsWithin, type Window } from '../reading/window.ts';
import { DEFAULT_READING, spansOfSessions } from '../reading/window-reading.ts';
import { windowsOfPages } from '../variants/page-windows.ts';
import { isRefusal } from '../wire/exchange.ts';
import { assertProperty } from './property.ts';

/** A date later than all events. */
export const FAR_FUTURE = 9_999_999_999_999;

/** Means "no end" in many databases; 15 digits. */
export const YEAR_9999 = 253_402_300_799_999;

const DAY_MS = 86_400_000;

const MAX_INSTANTS = 4;

/** Checks each user; skipped only if it is inconclusive for all of them. */
export async function eachUser(context: RunContext, check: (user: string) => Promise<void>): Promise<void> {
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

/** Tries windows at the most revealing instants: the first, the last, those that several events share, some in between. */
export async function eachInstant(
  context: RunContext,
  user: string,
  windowsAt: (instant: number, index: number) => Window[],
): Promise<void> {
  const events = await context.baseline.history(user);
  const { held } = await context.baseline.reading();
  if (held.isLoose) {
    throw new MissingInput(
      'the reply does not say when a session started, so the exact bounds cannot be tried where dates filter sessions',
    );
  }
  const chosen = held.keeps === 'event' ? instantsOfEvents(events) : instantsOfSessions(events);
  const windows = [...new Set(chosen.slice(0, MAX_INSTANTS))].flatMap(windowsAt);
  await sideBySide(windows, (window) => context.baseline.expectWindow(window, { user }));
}

/** The first and the last instant, one that events share, that of a click, and some in between. */
function instantsOfEvents(events: readonly Item[]): number[] {
  const times = events.map((event) => event.time);
  const shared = times.filter((time, index) => time === times[index - 1]);
  const spread = times.filter((_, index) => index % Math.ceil(times.length / 3) === 1);
  const clicks = events.filter((event) => event.type !== 'LOCATION').map((event) => event.time);
  return [...extremesOf(times), shared[0], clicks[0], ...spread].filter((time) => time !== undefined);
}

/** The first and the last instant, the start and the end of a session in between, and an instant inside one. */
function instantsOfSessions(events: readonly Item[]): number[] {
  const spans = [...spansOfSessions(events).values()];
  const { first, last } = spans[Math.floor(spans.length / 2)] ?? { first: 0, last: 0 };
  const inside = events[Math.floor(events.length / 2)]?.time ?? first;
  return [...extremesOf(events.map(({ time }) => time)), first, inside, last];
}

function extremesOf(times: readonly number[]): [number, number] {
  return [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
}

/** The widest windows between two neighbouring events: one inside a session and one between sessions. */
export async function gapWindows(context: RunContext, user: string): Promise<Window[]> {
  const events = [...(await context.baseline.history(user))].sort((a, b) => a.time - b.time);
  const gaps = events.flatMap((event, index) => {
    const before = events[index - 1];
    if (!before || event.time - before.time < 3) return [];
    return [{ start: before.time + 1, end: event.time - 1, isInside: event.group === before.group }];
  });
  const widest = (isWanted: (gap: { isInside: boolean }) => boolean) =>
    gaps.filter(isWanted).sort((a, b) => b.end - b.start - (a.end - a.start))[0];
  return [widest(({ isInside }) => isInside), widest(({ isInside }) => !isInside)]
    .filter((gap) => gap !== undefined)
    .map(({ start, end }) => ({ start, end }));
}

/** Windows at midnight, which some servers extend to the whole day. */
function midnightWindows(events: readonly Item[]): Window[] {
  const time = events[Math.floor(events.length / 2)]?.time ?? 0;
  if (!Number.isSafeInteger(time) || time < DAY_MS) return [];
  const day = time - (time % DAY_MS);
  return [{ end: day }, { start: day, end: day + DAY_MS }];
}

/** Tries random windows between the instants at which something happened, and windows as long as a page. */
export async function anyWindow(context: RunContext, user: string): Promise<void> {
  const events = await context.baseline.history(user);
  const { held } = await context.baseline.reading();
  const cuts = cutPoints(events, held);
  const bound = fc.option(fc.nat(cuts.length - 1), { nil: undefined, freq: 6 });
  const at = (index: number | undefined) => (index === undefined ? undefined : cuts[index]);
  const window = fc
    .tuple(bound, bound)
    .map(
      ([a, b]): Window =>
        a !== undefined && b !== undefined && a > b ? { start: at(b), end: at(a) } : { start: at(a), end: at(b) },
    );
  const check = (chosen: Window) => context.baseline.expectWindow(chosen, { user });
  const times = events.map(({ time }) => time).filter(Number.isSafeInteger);
  const pages = windowsOfPages(times, openRandom(context.seed, 'pages', user));
  await sideBySide([...midnightWindows(events), ...pages], check);
  const parameters = { seed: context.seed, numRuns: context.settings.runs };
  // the property checks the same windows one by one, and reuses what is known to be right by then
  await sideBySide(fc.sample(window, parameters), (chosen) => check(chosen).catch(leaveToTheProperty));
  await assertProperty(window, check, parameters);
}

function leaveToTheProperty(error: unknown): void {
  if (!(error instanceof ContractFailure)) throw error;
}

/** Fails if a user has events in a window over all time but none without dates. */
export async function expectNothingHidden(context: RunContext): Promise<void> {
  if ((await context.baseline.all()).length > 0) return;
  const window = { start: 0, end: FAR_FUTURE };
  const { noun } = context.lists.probe;
  const exchange = await context.lists.askOnce({ window });
  if (isRefusal(exchange)) return;
  const items = context.lists.expectItems(exchange, window);
  if (items.length === 0) return;
  throw new ContractFailure({
    expected: `no ${noun} for ${describeWindow(window)}, as there are none without dates`,
    received: `${items.length} ${noun}`,
    exchange,
    diagnosis: 'Without dates only part of the history is returned, such as the last days.',
  });
}

/** An instant in the middle of the first user's events. Inconclusive if their times are not valid. */
export async function middleOf(context: RunContext): Promise<number> {
  const events = await context.baseline.history();
  const middle = events[Math.floor(events.length / 2)]?.time ?? 0;
  if (Number.isSafeInteger(middle) && middle >= 0) return middle;
  throw new MissingInput('the timestamps are not whole numbers of milliseconds (REPLY-06, REPLY-07)');
}

/** Fails unless a window is refused or returns exactly what lies in it, as far as its dates are understood. */
export async function refusedOrRight(context: RunContext, window: Window): Promise<void> {
  const { baseline, lists } = context;
  const exchange = await lists.askOnce({ window });
  if (isRefusal(exchange)) return;
  const all = await baseline.history();
  const items = lists.expectItems(exchange, window);
  const expected = await baseline.itemsIn(all, window, items);
  const difference = baseline.compareWindow(window, expected, items);
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `a refusal (4xx) or the ${expected.length} of ${all.length} ${lists.probe.noun} in ${describeWindow(window)}`,
    received: difference,
    exchange,
    diagnosis: baseline.windowDiagnosis(),
    window: toEvidence(window, all, expected, items),
  });
}

/** Fails unless a window that ends before it starts is refused or returns nothing. */
export async function emptyOrRefused(context: RunContext, window: Required<Window>): Promise<void> {
  const { baseline, lists } = context;
  const exchange = await lists.askOnce({ window });
  if (isRefusal(exchange)) return;
  const items = lists.expectItems(exchange, window);
  // a session that spans both dates overlaps them, whichever comes first
  const around = await baseline.itemsIn(await baseline.history(), window, items);
  if (items.length > 0 && baseline.compare(around, items) === undefined) return;
  const difference = baseline.compareWindow(window, [], items);
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `a refusal (4xx) or no ${lists.probe.noun} for ${describeWindow(window)}`,
    received: difference,
    exchange,
    diagnosis: baseline.windowDiagnosis(),
  });
}

/** A window that the server answers differently from the default reading. */
export async function firstDiffering(context: RunContext): Promise<Window> {
  const events = await context.baseline.history();
  const { kept = DEFAULT_READING } = await context.baseline.reading();
  const differs = (window: Window) =>
    itemsWithin(events, window, DEFAULT_READING).length !== itemsWithin(events, window, kept).length;
  return probingWindows(events).find(differs) ?? {};
}
