import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPopulation } from '../../src/data/population.ts';
import { locales, PROJECT, seeds } from './subjects.ts';

const HOUR_MS = 3_600_000;
/** As many as a mock has unless told otherwise: one group. */
const USERS = 25;
const nows = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2052, 11) });

test('of every 25 users 13 have events in the last 7 days, 7 in the last 24 hours and 2 in the last hour', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, locales, nows, fc.nat(40_000), async (seed, locale, now, group) => {
      const population = await loadPopulation({ seed, locale, now, users: (group + 1) * USERS, inputEvents: false });
      const histories = Array.from({ length: USERS }, (_, place) =>
        population.events(PROJECT, population.userIdAt(PROJECT, group * USERS + place)),
      );
      const lately = (ms: number) =>
        histories.filter((events) => events.some(({ timestamp }) => timestamp > now - ms && timestamp <= now)).length;
      expect(lately(7 * 24 * HOUR_MS)).toBeGreaterThanOrEqual(13);
      expect(lately(24 * HOUR_MS)).toBeGreaterThanOrEqual(7);
      expect(lately(HOUR_MS)).toBeGreaterThanOrEqual(2);
    }),
    { numRuns: 25 },
  );
});
