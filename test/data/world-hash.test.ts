import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import pinned from '../../fixtures/world-hash.json' with { type: 'json' };
import { loadPopulation } from '../../src/data/population.ts';
import { GENERATOR_VERSION } from '../../src/data/random.ts';

const { generatorVersion, seed, projectKey, now, users, sha256, sha256WithInputs } = pinned;

// A change here is a change of everybody's data: raise GENERATOR_VERSION and pin the new hashes.
test.each([
  { inputEvents: false, expected: sha256 },
  { inputEvents: true, expected: sha256WithInputs },
])('the world is the pinned one, input events $inputEvents', async ({ inputEvents, expected }) => {
  const population = await loadPopulation({ seed, now, users, inputEvents });
  const histories = Array.from({ length: users }, (_, index) =>
    population.events(projectKey, population.userIdAt(projectKey, index)),
  );
  expect(createHash('sha256').update(JSON.stringify(histories)).digest('hex')).toBe(expected);
  expect(GENERATOR_VERSION).toBe(generatorVersion);
});
