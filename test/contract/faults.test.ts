import { beforeAll, describe, expect, it } from 'vitest';
import { requirements } from '../../src/contract/index.ts';
import { allFaults } from '../../src/self-test/faults/all.ts';
import type { Serve } from '../../src/self-test/faults/fault.ts';
import { createRightServer } from '../../src/self-test/right-server.ts';
import { judgeOn } from '../../src/self-test/trial.ts';
import { judgeInFull } from '../../src/self-test/verdict.ts';

let right: Serve;

beforeAll(async () => {
  right = await createRightServer();
});

describe('each fault breaks its requirement', () => {
  it.each(allFaults.map((fault) => [fault.breaks, fault.name, fault] as const))('%s: %s', async (id, _, fault) => {
    const { results } = await judgeOn(right, fault);
    const result = results.find((one) => one.id === id);
    expect(result).toMatchObject({ outcome: 'not met', expected: expect.any(String), received: expect.any(String) });
  });
});

it('a right server meets every requirement', async () => {
  const { results } = await judgeInFull(right);
  expect(results.filter(({ outcome }) => outcome !== 'met')).toEqual([]);
  expect(results).toHaveLength(requirements.length);
});

it('every requirement is broken by a fault, so that none is met by nature', () => {
  const broken = new Set(allFaults.map(({ breaks }) => breaks));
  const others = requirements.map(({ id }) => id).filter((id) => !broken.has(id));
  expect(others).toEqual([]);
});
