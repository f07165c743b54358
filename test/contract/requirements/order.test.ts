import { expect, it } from 'vitest';
import { verifyContract } from '../../../src/contract/index.ts';
import { createFetch, createMock, DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY } from '../../../src/index.ts';

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
  const target = {
    baseUrl: 'http://server.test/api/app',
    key: DEVELOPMENT_KEY,
    projectKey: DOCUMENTED_PROJECT_KEY,
    userIds: ['ada'],
    fetch: createFetch(mock),
    seed: 1,
  };
  const outcomes = new Map<string, string>();
  for await (const event of verifyContract(target, { only: ['WINDOW', 'ORDER'] })) {
    if (event.type === 'result') outcomes.set(event.result.id, event.result.outcome);
  }
  expect(outcomes.get('ORDER-04')).toBe('met');
  expect([...outcomes.values()]).not.toContain('not met');
});
