import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { nodeConnections } from '../../src/hosts/node-connections.ts';
import { createFetch, createMock, DOCUMENTED_PROJECT_KEY, type EventInput } from '../../src/index.ts';
import { recordDeployedWorld } from '../../src/self-test/deployed-world.ts';
import { WORLD_USER } from '../../src/self-test/full-world.ts';
import { notMet, runContract, targetOf } from '../support/contract-run.ts';
import { scaled } from '../support/patience.ts';

const USER = 'regular@example.org';
const DAY_MS = 86_400_000;
const START = 1_700_000_000_137;
/** A label so long that the list exceeds a megabyte. */
const LABEL = 'Add to cart '.repeat(180);

/** One session on each of this many days, each at a different time of day. */
function sessionsOn(days: number): { readonly start: number; readonly events: EventInput[] }[] {
  return Array.from({ length: days }, (_, day) => {
    const start = START + day * DAY_MS + ((day * 7_919_003) % DAY_MS);
    return {
      start,
      events: [
        { type: 'LOCATION', path: `/shop/${day}`, timestamp: start },
        { type: 'CLICK', label: LABEL, timestamp: start + 21_000 + day },
      ],
    };
  });
}

it.each(['v1', 'v2'] as const)(
  'a quick run sends fewer than 100 requests to %s for a user with more sessions than a list holds',
  async (api) => {
    const mock = createMock({ inputEvents: true });
    await recordDeployedWorld(mock);
    const server = await serve(mock, { port: 0 });
    onTestFinished(() => server.close());
    const baseUrl = new URL(api === 'v1' ? '/v1' : '/public', server.url).href;
    const connect = nodeConnections();
    const target = { baseUrl, userIds: [WORLD_USER], connect, depth: 'quick', timeoutMs: scaled(30_000) } as const;
    const run = await runContract(targetOf(target));
    expect([notMet(run), run.summary?.incomplete]).toEqual([[], undefined]);
    expect(run.summary?.requests).toBeLessThan(100);
  },
);

it('a run sends fewer than 600 requests for a user with hundreds of sessions and long lists', async () => {
  const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY] });
  for (const session of sessionsOn(400)) await mock.record({ userId: USER, ...session });
  const server = await serve(mock, { port: 0 });
  onTestFinished(() => server.close());
  const target = {
    fetch: createFetch(mock),
    baseUrl: server.url,
    userIds: [USER],
    connect: nodeConnections(),
    timeoutMs: scaled(30_000),
  };
  const run = await runContract(targetOf(target));
  expect([notMet(run), run.summary?.incomplete]).toEqual([[], undefined]);
  expect(run.summary?.requests).toBeLessThan(600);
});
