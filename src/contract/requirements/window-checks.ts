import fc from 'fast-check';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure, Inconclusive, MissingInput } from '../outcome/failure.ts';
import type { Item } from '../reading/item.ts';
import { cutPoints, describeWindow, type Window } from '../reading/window.ts';
import { assertProperty } from './property.ts';

/** A date that no event has reached. */
export const FAR_FUTURE = 9_999_999_999_999;

/** What stands for "no end" in many databases; 15 digits. */
export const YEAR_9999 = 253_402_300_799_999;

const DAY_MS = 86_400_000;

const MAX_INSTANTS = 5;

/** Checks each user; inconclusive only where it is so for all of them. */
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

/** Tries windows at instants that tell most: the first, the last, those that several events share, some between. */
export async function eachInstant(
  context: RunContext,
  user: string,
  windowsAt: (instant: number, index: number) => Window[],
): Promise<void> {
  const events = await context.baseline.some(user);
  if (context.settings.window === 'session') {
    throw new MissingInput(
      'the reply does not tell when a session started, so the exact bounds cannot be tried with --window session',
    );
  }
  const times = events.map((event) => event.time);
  const shared = times.filter((time, index) => time === times[index - 1]);
  const spread = times.filter((_, index) => index % Math.ceil(times.length / 3) === 1);
  const clicks = events.filter((event) => event.type !== 'LOCATION').map((event) => event.time);
  const chosen = [Math.min(...times), Math.max(...times), shared[0], clicks[0], ...spread].filter(
    (time) => time !== undefined,
  );
  const windows = [...new Set(chosen.slice(0, MAX_INSTANTS))].flatMap(windowsAt);
  await sideBySide(windows, (window) => context.baseline.expectWindow(window, { user }));
}

/** Windows at midnight, which careless code takes for all of that day. */
function midnightWindows(events: readonly Item[]): Window[] {
  const time = events[Math.floor(events.length / 2)]?.time ?? 0;
  if (!Number.isSafeInteger(time) || time < DAY_MS) return [];
  const day = time - (time % DAY_MS);
  return [{ end: day }, { start: day, end: day + DAY_MS }];
}

/** Tries random windows between the instants at which something happened. */
export async function anyWindow(context: RunContext, user: string): Promise<void> {
  const events = await context.baseline.some(user);
  const { window: mode, runs } = context.settings;
  const cuts = cutPoints(events, mode);
  if (cuts.length === 0)
    throw new MissingInput('the sessions are too close to each other to tell their starts apart; pass another --user');
  const bound = fc.option(fc.nat(cuts.length - 1), { nil: undefined, freq: 6 });
  const at = (index: number | undefined) => (index === undefined ? undefined : cuts[index]);
  const window = fc
    .tuple(bound, bound)
    .map(
      ([a, b]): Window =>
        a !== undefined && b !== undefined && a > b ? { start: at(b), end: at(a) } : { start: at(a), end: at(b) },
    );
  const check = (chosen: Window) => context.baseline.expectWindow(chosen, { user });
  if (mode === 'event') await sideBySide(midnightWindows(events), check);
  const parameters = { seed: context.seed, numRuns: runs };
  // the property goes through the same windows one by one: those that are right are known by then
  await sideBySide(fc.sample(window, parameters), (chosen) => check(chosen).catch(leaveToTheProperty));
  await assertProperty(window, check, parameters);
}

function leaveToTheProperty(error: unknown): void {
  if (!(error instanceof ContractFailure)) throw error;
}

/** Fails where a user has events in a window over all time and none without dates. */
export async function expectNothingHidden(context: RunContext): Promise<void> {
  if ((await context.baseline.all()).length > 0) return;
  const window = { start: 0, end: FAR_FUTURE };
  const { noun } = context.lists.probe;
  const { items, exchange } = await context.lists.read({ window });
  if (items.length === 0) return;
  throw new ContractFailure({
    expected: `no ${noun} for ${describeWindow(window)}, as there are none without dates`,
    received: `${items.length} ${noun}`,
    exchange,
    diagnosis: 'Without dates only a part of the history is kept, such as the last days.',
  });
}

/** An instant in the middle of the first user's events. Inconclusive where their times are none. */
export async function middleOf(context: RunContext): Promise<number> {
  const events = await context.baseline.some();
  const middle = events[Math.floor(events.length / 2)]?.time ?? 0;
  if (Number.isSafeInteger(middle) && middle >= 0) return middle;
  throw new MissingInput('the timestamps are no whole numbers of milliseconds (REPLY-06, REPLY-07)');
}

/** Fails unless a window is refused or holds exactly these events. */
export async function refusedOrRight(context: RunContext, window: Window, expected: readonly Item[]): Promise<void> {
  const exchange = await context.lists.askOnce({ window });
  if ([400, 414, 422].includes(exchange.reply?.status ?? 0)) return;
  const difference = context.baseline.compareWindow(window, expected, context.lists.expectItems(exchange, window));
  if (difference === undefined) return;
  throw new ContractFailure({
    expected: `400, 422 or ${expected.length} ${context.lists.probe.noun} for ${describeWindow(window)}`,
    received: difference,
    exchange,
    diagnosis: context.baseline.windowDiagnosis(),
  });
}
