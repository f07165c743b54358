import { afterAll, expect, it } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { nodeConnections } from '../../src/hosts/node-connections.ts';
import type { Mock } from '../../src/index.ts';
import { runContract } from '../support/contract-run.ts';
import { fetchRecorded } from '../support/replay/fetch-recorded.ts';
import { type FrontSetup, startFront } from '../support/replay/front.ts';
import { V1_FRONT, V2_FRONT } from '../support/replay/fronts.ts';
import { readExchanges, readRows } from '../support/replay/read-recordings.ts';
import { createRecordedV1, createRecordedV2 } from '../support/replay/recorded-mocks.ts';
import type { V1Dataset } from '../support/replay/v1-dataset.ts';
import type { V2Dataset } from '../support/replay/v2-dataset.ts';

const v1Rows = await readRows<V1Dataset>('v1-rows.json');
const v2Rows = await readRows<V2Dataset>('v2-rows.json');
const v1Exchanges = await readExchanges('v1-exchanges.json');
const v2Exchanges = await readExchanges('v2-exchanges.json');

const V1_TARGET = { projectKey: 'aB3dE5fG7hJ9kL1mN3pQ', userIds: ['walker+a@example.net'], key: v1Rows.apiKey };
const V2_TARGET = {
  projectKey: '3sWXSsqHgSKnE87YkNJK',
  userIds: ['many@example.com', 'mickael@openreplay.com'],
  key: v2Rows.apiKey,
};

/** What the owners of the real servers would call bugs, or may decide: only warnings. */
const WARNINGS: Readonly<Record<string, readonly string[]>> = {
  '1.10': ['REQUEST-43', 'REQUEST-44', 'ROBUST-44', 'ROBUST-102'],
  last: ['REQUEST-43', 'ROBUST-44', 'ROBUST-102'],
  // nginx decodes the path before forwarding it
  'last behind nginx': ['REQUEST-43', 'ROBUST-44', 'ISOLATION-09'],
  v2: [],
  'v2 behind nginx': ['ISOLATION-09'],
};

const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

async function open(mock: Mock | Promise<Mock>, front?: Omit<FrontSetup, 'upstream'>): Promise<string> {
  const server = await serve(await mock, { port: 0, cors: '*', control: false });
  closing.push(() => server.close());
  const { origin } = new URL(server.url);
  if (!front) return origin;
  const running = await startFront({ ...front, upstream: origin });
  closing.push(() => running.close());
  return running.origin;
}

it.each([
  ['v1 of 2023', '1.10', '1.10', '/v1', () => open(createRecordedV1(v1Rows, '1.10'))],
  ['the last v1', 'last', 'last', '/v1', () => open(createRecordedV1(v1Rows, 'last'))],
  [
    'the last v1 behind nginx',
    'last behind nginx',
    'behind-nginx',
    '/api/v1',
    () => open(createRecordedV1(v1Rows, 'last'), V1_FRONT),
  ],
  ['v2', 'v2', 'sessions', '/public', () => open(createRecordedV2(v2Rows, { basePath: '/public' }))],
  [
    'v2 behind nginx',
    'v2 behind nginx',
    'behind-nginx',
    '/v2/api/public',
    () => open(createRecordedV2(v2Rows, { basePath: '/public' }), V2_FRONT),
  ],
])('a replay of %s meets its contract without flags', async (_, server, group, path, start) => {
  const isV2 = server.startsWith('v2');
  const exchanges = (isV2 ? v2Exchanges : v1Exchanges).filter(
    (exchange) => exchange.group === group || (group === '1.10' && exchange.group === '1.10-more'),
  );
  const target = {
    ...(isV2 ? V2_TARGET : V1_TARGET),
    baseUrl: (await start()) + path,
    seed: 1,
  };
  const run = await runContract({ ...target, fetch: fetchRecorded(exchanges), connect: nodeConnections() });
  const wrong = run.results.filter(({ outcome }) => outcome === 'not met');
  expect(wrong.filter(({ id, level }) => level === 'MUST' || !WARNINGS[server]?.includes(id))).toEqual([]);
  expect(run.summary?.incomplete).toBeUndefined();
});
