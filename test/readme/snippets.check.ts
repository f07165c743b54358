import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlaces, type Places } from './places.ts';
import { documentation, snippets } from './readme.ts';
import { browserRuns } from './runs/browser.ts';
import { frontendRuns } from './runs/frontend.ts';
import { journalRuns } from './runs/journal.ts';
import { prismRuns } from './runs/prism.ts';
import { recipeRuns } from './runs/recipes.ts';
import { startRuns } from './runs/start.ts';
import { verifyRuns } from './runs/verify.ts';

const runs = {
  ...startRuns,
  ...frontendRuns,
  ...browserRuns,
  ...verifyRuns,
  ...prismRuns,
  ...journalRuns,
  ...recipeRuns,
};
const names = snippets.map(({ name }) => name);

let places: Places;
beforeAll(async () => {
  places = await openPlaces();
});
afterAll(() => places?.dispose());

it('each block of the documentation has a unique name and is run here', () => {
  expect([...names].sort()).toEqual(Object.keys(runs).sort());
  // a fence that is indented or made of tildes would be overlooked
  expect(documentation.match(/^\s*(```|~~~)/gm)).toHaveLength(2 * names.length);
});

describe.concurrent('what the documentation shows works', () => {
  for (const [name, run] of Object.entries(runs)) {
    it(name, () => run(places));
  }
});
