import { expect, it } from 'vitest';
import { createFetch, createMock } from '../../../src/index.ts';
import { runContract, targetOf } from '../../support/contract-run.ts';

const START = 1_767_225_600_137;

/** A mock that holds sessions with a page view at each of these offsets. */
async function mockWith(sessions: readonly (readonly number[])[]) {
  const mock = createMock({ users: 0 });
  for (const offsets of sessions) {
    const events = offsets.map((offset) => ({ type: 'LOCATION' as const, path: '/shop/', timestamp: START + offset }));
    await mock.record({ userId: 'ada', events });
  }
  return mock;
}

it('ORDER-04 accepts sessions that overlap in time, listed one after the other', async () => {
  const mock = await mockWith([
    [0, 4_000, 9_000],
    [3_000, 4_000, 12_000],
  ]);
  const target = targetOf({ userIds: ['ada'], fetch: createFetch(mock) });
  const { results } = await runContract(target, { only: ['WINDOW', 'ORDER'] });
  expect(results.find(({ id }) => id === 'ORDER-04')?.outcome).toBe('met');
  expect(results.filter(({ outcome }) => outcome === 'not met')).toEqual([]);
});

it('ORDER-04 ignores lists cut by a window, however the names of the dates are spelled', async () => {
  const mock = await mockWith([
    [0, 10_000, 20_000],
    [1_000, 9_000, 15_000],
    [2_000, 11_000, 12_000],
  ]);
  const target = targetOf({ userIds: ['ada'], fetch: createFetch(mock) });
  const { results } = await runContract(target, { only: ['REQUEST-27', 'ORDER-04'] });
  expect(results.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['REQUEST-27 met', 'ORDER-04 met']);
});
