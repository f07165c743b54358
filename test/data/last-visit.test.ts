import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPopulation, type Population } from '../../src/data/population.ts';
import { locales, PROJECT, seeds } from './subjects.ts';

const HOUR_MS = 3_600_000;
/** As many as a mock has by default: one group. */
const USERS = 25;
/** Counts the users, from the given first one, who have events in the given time before `now`. */
function countLately(population: Population, now: number, { first, users }: { first: number; users: number }) {
  const histories = Array.from({ length: users }, (_, place) =>
    population.events(PROJECT, population.userIdAt(PROJECT, first + place)),
  );
  return (ms: number) =>
    histories.filter((events) => events.some(({ timestamp }) => timestamp > now - ms && timestamp <= now)).length;
}

const nows = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2052, 11) });

test('of every 25 users 13 have events in the last 7 days, 7 in the last 24 hours and 2 in the last hour', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, locales, nows, fc.nat(40_000), async (seed, locale, now, group) => {
      const population = await loadPopulation({ seed, locale, now, users: (group + 1) * USERS, inputEvents: false });
      const lately = countLately(population, now, { first: group * USERS, users: USERS });
      expect(lately(7 * 24 * HOUR_MS)).toBeGreaterThanOrEqual(13);
      expect(lately(24 * HOUR_MS)).toBeGreaterThanOrEqual(7);
      expect(lately(HOUR_MS)).toBeGreaterThanOrEqual(2);
    }),
    { numRuns: 25 },
  );
});

test('of the first users, however few, half have events in the last 7 days, a quarter in the last 24 hours, and one in the last hour', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, locales, nows, fc.integer({ min: 1, max: 40 }), async (seed, locale, now, users) => {
      const population = await loadPopulation({ seed, locale, now, users, inputEvents: false });
      const lately = countLately(population, now, { first: 0, users });
      expect(lately(7 * 24 * HOUR_MS)).toBeGreaterThanOrEqual(users / 2);
      expect(lately(24 * HOUR_MS)).toBeGreaterThanOrEqual(users / 4);
      expect(lately(HOUR_MS)).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 25 },
  );
});
