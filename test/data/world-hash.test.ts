import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import pinned from '../../fixtures/world-hash.json' with { type: 'json' };
import pinnedByLocale from '../../fixtures/world-hash-locales.json' with { type: 'json' };
import { LOCALES } from '../../src/data/model/locales.ts';
import { loadPopulation, type PopulationOptions } from '../../src/data/population.ts';
import { GENERATOR_VERSION } from '../../src/shared/random.ts';

const { projectKey } = pinned;

async function hashWorld(options: PopulationOptions): Promise<string> {
  const population = await loadPopulation(options);
  const histories = Array.from({ length: options.users }, (_, index) =>
    population.events(projectKey, population.userIdAt(projectKey, index)),
  );
  return createHash('sha256').update(JSON.stringify(histories)).digest('hex');
}

// A change here, even by a newer faker, changes everyone's data: pin the new hashes, and raise GENERATOR_VERSION
// if the last one was released.
test('the world is the pinned one', async () => {
  const { seed, now, users, sha256, sha256WithInputs, generatorVersion } = pinned;
  expect({
    sha256: await hashWorld({ seed, now, users, inputEvents: false }),
    sha256WithInputs: await hashWorld({ seed, now, users, inputEvents: true }),
  }).toEqual({ sha256, sha256WithInputs });
  expect(GENERATOR_VERSION).toBe(generatorVersion);
});

test('every locale has pinned worlds', () => {
  expect(new Set(pinnedByLocale.worlds.map(({ locale }) => locale))).toEqual(new Set(LOCALES));
  expect(pinnedByLocale.generatorVersion).toBe(GENERATOR_VERSION);
});

test.each(pinnedByLocale.worlds)('the world of seed $seed in $locale is the pinned one', async (world) => {
  const { now, users } = pinnedByLocale;
  const { seed, sha256 } = world;
  const locale = LOCALES.find((name) => name === world.locale);
  expect(locale).toBeDefined();
  expect(await hashWorld({ seed, now, users, inputEvents: true, ...(locale && { locale }) })).toBe(sha256);
});
