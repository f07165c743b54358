import { beforeAll, describe, expect, it } from 'vitest';
import { type RequirementResult, requirements } from '../../src/contract/index.ts';
import { createFetch, createMock, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { allFaults } from '../../src/self-test/faults/all.ts';
import type { Fault, Serve } from '../../src/self-test/faults/fault.ts';
import { EMPTY_USER, OTHER_KEY, OTHER_PROJECT, recordFullWorld, WORLD_USER } from '../../src/self-test/full-world.ts';
import { fetchOf, runContract, targetOf } from '../support/contract-run.ts';

const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY, OTHER_PROJECT] });
const right = createFetch(mock);

beforeAll(() => recordFullWorld(mock));

describe('each fault breaks its requirement', () => {
  it.each(allFaults.map((fault) => [fault.breaks, fault.name, fault] as const))('%s: %s', async (id, _, fault) => {
    const result = await outcomeOf(id, fault);
    expect(result).toMatchObject({ outcome: 'not met', expected: expect.any(String), received: expect.any(String) });
  });
});

it('a right server meets every requirement', async () => {
  const results = await verify((request) => right(request));
  expect(results.filter(({ outcome }) => outcome !== 'met')).toEqual([]);
  expect(results).toHaveLength(requirements.length);
});

it('every requirement is broken by a fault, so that none is met by nature', () => {
  const broken = new Set(allFaults.map(({ breaks }) => breaks));
  const others = requirements.map(({ id }) => id).filter((id) => !broken.has(id));
  expect(others).toEqual([]);
});

async function outcomeOf(id: string, fault: Fault) {
  const isRule = requirements.some((requirement) => requirement.id === id && requirement.rule);
  const results = await verify(
    fault.wrap((request) => right(request)),
    [id, ...(isRule ? SEEN_BY_RULES : ['REPEAT-01'])],
  );
  return results.find((result) => result.id === id);
}

/** Requirements whose requests give the rules something to look at: lists, windows, refusals of every kind. */
const SEEN_BY_RULES = [
  'WINDOW-03',
  'WINDOW-09',
  'AUTH-01',
  'AUTH-02',
  'ISOLATION-01',
  'ISOLATION-04',
  'ROBUST-03',
  'REQUEST-09',
];

async function verify(serve: Serve, only: readonly string[] = []): Promise<readonly RequirementResult[]> {
  const target = targetOf({
    userIds: [WORLD_USER, DOCUMENTED_USER_ID],
    otherKey: OTHER_KEY,
    otherProjectKey: OTHER_PROJECT,
    emptyUserId: EMPTY_USER,
    fetch: fetchOf(serve),
    keyInUrl: true,
    unsafeMethods: true,
  });
  return (await runContract(target, { only })).results;
}
