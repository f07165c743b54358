import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlaces, type Places } from './places.ts';
import { readme, readSnippets } from './readme.ts';
import { browserRuns } from './runs/browser.ts';
import { frontendRuns } from './runs/frontend.ts';
import { prismRuns } from './runs/prism.ts';
import { recipeRuns } from './runs/recipes.ts';
import { startRuns } from './runs/start.ts';
import { verifyRuns } from './runs/verify.ts';

const runs = { ...startRuns, ...frontendRuns, ...browserRuns, ...verifyRuns, ...prismRuns, ...recipeRuns };
const names = readSnippets(readme).map(({ name }) => name);

let places: Places;
beforeAll(async () => {
  places = await openPlaces();
}, 60_000);
afterAll(() => places?.dispose());

it('each block of the README has a name of its own and is run here', () => {
  expect([...names].sort()).toEqual(Object.keys(runs).sort());
  // a fence that is indented or made of tildes would be overlooked
  expect(readme.match(/^\s*(```|~~~)/gm)).toHaveLength(2 * names.length);
});

describe.concurrent('what the README shows works', { timeout: 120_000 }, () => {
  it.each(Object.entries(runs))('%s', async (_, run) => {
    await run(places);
  });
});
