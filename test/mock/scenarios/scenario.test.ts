import { describe, expect, test } from 'vitest';
import { SCENARIO_NAMES } from '../../../src/kit/scenario.ts';
import { FaultSet } from '../../../src/mock/faults/fault-set.ts';
import { SCENARIOS } from '../../../src/mock/scenarios/scenario.ts';

describe('scenarios', () => {
  test('are those of the published names, in their order', () => {
    expect(SCENARIOS.map(({ name }) => name)).toEqual(SCENARIO_NAMES);
  });

  test('have one sentence each that says what they do', () => {
    for (const { summary } of SCENARIOS) {
      expect(summary).toMatch(/^[A-Z].*[^.]\.$/);
      expect(summary.length).toBeLessThan(120);
    }
    expect(new Set(SCENARIOS.map(({ summary }) => summary)).size).toBe(SCENARIOS.length);
  });

  test('change something each', () => {
    for (const { name, faults, view, unsafeIds } of SCENARIOS) {
      expect([name, faults.length > 0 || Object.keys(view).length > 0 || unsafeIds]).toEqual([name, true]);
    }
  });

  test('have faults that can be set', () => {
    for (const { faults } of SCENARIOS) {
      for (const fault of faults) expect(new FaultSet({ seed: 1 }).add(fault)).toMatchObject(fault);
    }
  });
});
