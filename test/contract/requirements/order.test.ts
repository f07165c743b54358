import { expect, it } from 'vitest';
import { createFetch, createMock } from '../../../src/index.ts';
import { runContract, targetOf } from '../../support/contract-run.ts';

const START = 1_767_225_600_137;

it('ORDER-04 accepts sessions that overlap in time, listed one after the other', async () => {
  const mock = createMock({ users: 0 });
  for (const offsets of [
    [0, 4_000, 9_000],
    [3_000, 4_000, 12_000],
  ]) {
    const events = offsets.map((offset) => ({ type: 'LOCATION' as const, path: '/shop/', timestamp: START + offset }));
    await mock.record({ userId: 'ada', events });
  }
  const target = targetOf({ userIds: ['ada'], fetch: createFetch(mock) });
  const { results } = await runContract(target, { only: ['WINDOW', 'ORDER'] });
  expect(results.find(({ id }) => id === 'ORDER-04')?.outcome).toBe('met');
  expect(results.filter(({ outcome }) => outcome === 'not met')).toEqual([]);
});
