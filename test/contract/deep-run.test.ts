import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { nodeConnections } from '../../src/hosts/node-connections.ts';
import { createMock } from '../../src/index.ts';
import { notMet, runContract, targetOf } from '../support/contract-run.ts';
import { scaled } from '../support/patience.ts';

it.each([
  ['v1', '/api/v1'],
  ['v2', '/v2/api/public'],
])('a deep run finds nothing against the mock of %s', async (_, path) => {
  const server = await serve(createMock(), { port: 0 });
  onTestFinished(() => server.close());
  const baseUrl = new URL(path, server.url).href;
  const limits = { timeoutMs: scaled(30_000), maxRequests: 6_000 };
  const target = targetOf({ baseUrl, connect: nodeConnections(), depth: 'deep', ...limits });
  const run = await runContract(target, { level: 'MUST' });
  expect([notMet(run), run.summary?.incomplete]).toEqual([[], undefined]);
});
