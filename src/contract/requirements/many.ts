import { openRandom, type Random } from '../../shared/random.ts';
import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { cutPoints, describeWindow, type Window } from '../reading/window.ts';
import { expectNobody } from './isolation.ts';

/** So many strangers, and as many windows. */
const MANY = 8;
const MANY_WHEN_DEEP = 150;
/** The full list is read again after so many requests. */
const BETWEEN = 4;

/** What only many requests show: stores that fill up, counters that wrap around, tables that start over. */
export const manyRequirements: readonly Requirement[] = [
  {
    id: 'REPEAT-21',
    level: 'MUST',
    title: 'many strangers and many windows, asked for twice, change no answer',
    source: 'assumed: replies depend on their own request only',
    comparesAnswers: true,
    isSequence: true,
    follows: ['REPEAT-01'],
    check: async (context) => {
      const random = openRandom(context.seed, 'many');
      const steps = await toSteps(context, random, context.settings.depth === 'deep' ? MANY_WHEN_DEEP : MANY);
      let asked = 0;
      for (const step of [...shuffle(steps, random), ...shuffle(steps, random)]) {
        await step();
        asked += 1;
        if (asked % BETWEEN === 0) await context.baseline.expectSame({}, `the list after ${asked} other requests`);
      }
    },
  },
];

async function toSteps(context: RunContext, random: Random, count: number): Promise<(() => Promise<void>)[]> {
  const events = await context.baseline.history();
  const strangers = Array.from({ length: count }, (_, index) => `stranger-${context.seed}-${index}@example.invalid`);
  return [
    ...strangers.map((user) => () => expectNobody(context, { user }, `the unknown user "${user}"`)),
    ...windowsIn(cutPoints(events, (await context.baseline.reading()).held), random, count).map(
      (window) => () => context.baseline.expectWindow(window, { isFresh: true }),
    ),
  ];
}

/** Different windows between instants at which something happened. */
function windowsIn(cuts: readonly number[], random: Random, count: number): Window[] {
  if (cuts.length === 0) return [];
  const windows = new Map<string, Window>();
  // where there are fewer, some are drawn twice
  for (let drawn = 0; drawn < count; drawn += 1) {
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
