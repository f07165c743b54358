import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlaces, type Places } from './places.ts';
import { readme, readSnippets } from './readme.ts';
import { frontendRuns } from './runs/frontend.ts';
import { prismRuns } from './runs/prism.ts';
import { startRuns } from './runs/start.ts';
import { verifyRuns } from './runs/verify.ts';

const runs = { ...startRuns, ...frontendRuns, ...verifyRuns, ...prismRuns };
const names = readSnippets(readme).map(({ name }) => name);

let places: Places;
beforeAll(async () => {
  places = await openPlaces();
}, 60_000);
afterAll(() => places?.dispose());

it('each block of the README has a name of its own and is run here', () => {
  expect([...names].sort()).toEqual(Object.keys(runs).sort());
});

describe.concurrent('what the README shows works', { timeout: 90_000 }, () => {
  it.each(Object.entries(runs))('%s', async (_, run) => {
    await run(places);
  });
});
