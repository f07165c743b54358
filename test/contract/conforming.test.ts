import { beforeAll, expect, it } from 'vitest';
import { createFetch, createMock, DOCUMENTED_PROJECT_KEY } from '../../src/index.ts';
import { conforming } from '../../src/self-test/conforming.ts';
import { recordFullWorld, WORLD_USER } from '../../src/self-test/full-world.ts';
import { fetchOf, runContract, targetOf } from '../support/contract-run.ts';

const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY] });
const right = createFetch(mock);

beforeAll(() => recordFullWorld(mock));

const rows = conforming.map(({ name, wrap, warns = [] }) => [name, wrap, warns] as const);

it.each(rows)('nothing is wrong where %s', async (_, wrap, warns) => {
  const fetch = fetchOf(wrap((request) => right(request)));
  const run = await runContract(targetOf({ userIds: [WORLD_USER], fetch, runs: 3 }));
  const wrong = run.results.filter(({ outcome }) => outcome === 'not met');
  expect(wrong.filter(({ id }) => !warns.includes(id))).toEqual([]);
  expect(wrong.map(({ id, level }) => [id, level])).toEqual(warns.map((id) => [id, 'SHOULD']));
  expect(run.summary?.incomplete).toBeUndefined();
});
