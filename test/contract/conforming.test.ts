import { beforeAll, expect, it } from 'vitest';
import { createFetch, createMock, DOCUMENTED_PROJECT_KEY } from '../../src/index.ts';
import { conforming } from '../../src/self-test/conforming.ts';
import { recordFullWorld, WORLD_USER } from '../../src/self-test/full-world.ts';
import { fetchOf, runContract, targetOf } from '../support/contract-run.ts';

const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY] });
const right = createFetch(mock);

beforeAll(() => recordFullWorld(mock));

it.each(conforming.map(({ name, wrap }) => [name, wrap] as const))('nothing is wrong where %s', async (_, wrap) => {
  const fetch = fetchOf(wrap((request) => right(request)));
  const run = await runContract(targetOf({ userIds: [WORLD_USER], fetch, runs: 3 }));
  expect(run.results.filter(({ outcome }) => outcome === 'not met')).toEqual([]);
  expect(run.summary?.incomplete).toBeUndefined();
});
