import { expect, it } from 'vitest';
import { createFetch, createMock } from '../../../../src/index.ts';
import { recordDeployedWorld } from '../../../../src/self-test/deployed-world.ts';
import { WORLD_USER } from '../../../../src/self-test/full-world.ts';
import { notMet, runContract, targetOf } from '../../../support/contract-run.ts';

const MOST_CHANGES = 30;

const START = Date.UTC(2023, 5, 2);
const RUNNING = '8900000000000000';

it.each([3, 150])('a session that grows every %i requests causes no failures', async (every) => {
  const mock = createMock({ inputEvents: true, v1Release: '1.10' });
  await recordDeployedWorld(mock);
  const right = createFetch(mock);
  let count = 0;
  const click = (timestamp: number) =>
    mock.record({
      userId: WORLD_USER,
      sessionId: RUNNING,
      session: { startTs: START, duration: null },
      events: [{ type: 'CLICK', label: 'More', timestamp }],
    });
  await click(START + 1);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    count += 1;
    if (count % every === 0 && count / every <= MOST_CHANGES) await click(START + 1 + count);
    const request = new Request(input, init);
    // in process, nothing decodes compressed replies
    request.headers.delete('accept-encoding');
    return right(request);
  };
  const target = targetOf({ fetch, baseUrl: 'http://localhost/api/v1', userIds: [WORLD_USER], runs: 3, seed: 5 });
  expect(notMet(await runContract(target), 'MUST')).toEqual([]);
});
