import { openRandom, type Random } from '../../shared/random.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { cutPoints, describeWindow, type Window } from '../reading/window.ts';
import { expectNobody } from './isolation.ts';

/** How many unknown users, and how many windows. */
const MANY = 3;
const MANY_WHEN_DEEP = 150;
/** After this many requests the full list is read again. */
const BETWEEN = 4;

/** Faults that only many requests reveal: stores that fill up, counters that wrap around, tables that start over. */
export const manyRequirements: readonly Requirement[] = [
  {
    id: 'REPEAT-21',
    level: 'MUST',
    title: 'many unknown users and many windows, each requested twice, change no answer',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    follows: ['REPEAT-01'],
    check: async (context) => {
      const random = openRandom(context.seed, 'many');
      const isDeep = context.settings.depth === 'deep';
      const { strangers, windows } = await toSteps(context, random, isDeep ? MANY_WHEN_DEEP : MANY);
      // windows that the run has requested before get their second request here
      const known = new Set(context.baseline.rightWindows.map(describeWindow));
      const first = [...strangers, ...windows.filter(({ name }) => !known.has(name))];
      const second = isDeep ? [...strangers, ...windows] : windows;
      const steps = [...shuffle(first, random), ...shuffle(second, random)];
      for (let asked = 0; asked < steps.length; asked += BETWEEN) {
        if (asked > 0) await context.baseline.expectSame({}, `the list after ${asked} other requests`);
        await sideBySide(steps.slice(asked, asked + BETWEEN), ({ ask }) => ask());
      }
    },
  },
];

interface Step {
  readonly name: string;
  readonly ask: () => Promise<void>;
}

async function toSteps(
  context: RunContext,
  random: Random,
  count: number,
): Promise<Record<'strangers' | 'windows', Step[]>> {
  const events = await context.baseline.history();
  const strangers = Array.from({ length: count }, (_, index) => `stranger-${context.seed}-${index}@example.invalid`);
  const cuts = cutPoints(events, (await context.baseline.reading()).held);
  const windows = [...drawn(context.baseline.rightWindows, random, count), ...windowsIn(cuts, random, count)];
  return {
    strangers: strangers.map((user) => ({
      name: user,
      ask: () => expectNobody(context, { user, isFresh: true }, `the unknown user "${user}"`),
    })),
    windows: windows.slice(0, count).map((window) => ({
      name: describeWindow(window),
      ask: () => context.baseline.expectWindow(window, { isFresh: true }),
    })),
  };
}

/** A random selection without repetition. */
function drawn<T>(items: readonly T[], random: Random, count: number): T[] {
  return shuffle(items, random).slice(0, count);
}

/** Different windows between instants at which something happened. */
function windowsIn(cuts: readonly number[], random: Random, count: number): Window[] {
  if (cuts.length === 0) return [];
  const windows = new Map<string, Window>();
  // may draw the same window twice, and so return fewer
  for (let tries = 0; tries < count; tries += 1) {
    const [a, b] = [random.pick(cuts), random.pick(cuts)];
    const window = { start: Math.min(a, b), end: Math.max(a, b) };
    windows.set(describeWindow(window), window);
  }
  return [...windows.values()];
}

function shuffle<T>(items: readonly T[], random: Random): T[] {
  const order = items.map((item) => ({ item, at: random.unit() }));
  return order.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
