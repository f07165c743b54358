import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { V1Release } from '../../../src/api/v1/release.ts';
import { type RunningServer, serve } from '../../../src/hosts/node.ts';
import { askRecorded } from '../../support/replay/ask.ts';
import { toComparable } from '../../support/replay/compare.ts';
import type { Exchange, RecordedReply } from '../../support/replay/exchange.ts';
import { startFront } from '../../support/replay/front.ts';
import { V1_FRONT } from '../../support/replay/fronts.ts';
import { readExchanges, readRows } from '../../support/replay/read-recordings.ts';
import { createRecordedV1 } from '../../support/replay/recorded-mocks.ts';
import type { V1Dataset } from '../../support/replay/v1-dataset.ts';
import { EXCEPTIONS } from './replay-exceptions.ts';

/** The headers that count. */
const HEADERS = [
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-max-age',
  'allow',
  'content-encoding',
  'content-length',
  'content-type',
  'location',
  'vary',
  'x-robots-tag',
];
const MOST_EXCEPTIONS = 0.05;

const rows = await readRows<V1Dataset>('v1-rows.json');
const servers: Pick<RunningServer, 'close'>[] = [];
const addresses = new Map<V1Release | 'behind-nginx', string>();

async function start(v1Release: V1Release): Promise<string> {
  const server = await serve(await createRecordedV1(rows, v1Release), { port: 0, cors: '*', control: false });
  servers.push(server);
  return new URL(server.url).origin;
}

beforeAll(async () => {
  for (const release of ['1.10', 'last'] as const) addresses.set(release, await start(release));
  const front = await startFront({ ...V1_FRONT, upstream: addresses.get('last') ?? '' });
  servers.push(front);
  addresses.set('behind-nginx', front.origin);
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

const nameOf = ({ group, name }: Exchange) => `${group}: ${name}`;
const baseOf = ({ group }: Exchange) =>
  addresses.get(group === 'behind-nginx' ? group : group.startsWith('1.10') ? '1.10' : 'last') ?? '';

const recorded = await readExchanges('v1-exchanges.json');
const ofFront = recorded.filter(({ group }) => group === 'behind-nginx');
/** Through nginx the same questions were asked again: what is not kept apart was answered as without it. */
const exchanges = [
  ...recorded,
  ...recorded
    .filter(({ group, name }) => group === 'last' && !ofFront.some((one) => one.name === name))
    .filter(({ request }) => request.target?.startsWith('/v1/'))
    .map(({ request, ...rest }) => ({
      ...rest,
      group: 'behind-nginx',
      request: { ...request, target: `/api${request.target}` },
    })),
];

/** The length of a compressed body depends on the compressor, and an address on the host. */
function toResult(reply: RecordedReply) {
  const { headers, ...rest } = toComparable(reply, HEADERS);
  const { 'content-length': length, location, ...others } = headers;
  // the rows do not tell when their projects were created
  const body = rest.body.replace(/"createdAt":\d+/g, '"createdAt":0');
  return {
    ...rest,
    body,
    headers: {
      ...others,
      ...(others['content-encoding'] === undefined && length !== undefined && { 'content-length': length }),
      ...(location !== undefined && { location: location.replace(/127\.0\.0\.1:\d+/, 'HOST') }),
    },
  };
}

describe('The mock with the rows of a real v1 server answers as that server did', () => {
  const asked = exchanges.filter((exchange) => !(nameOf(exchange) in EXCEPTIONS));
  test.each(asked.map((exchange) => [nameOf(exchange), exchange] as const))('%s', async (_, exchange) => {
    const reply = await askRecorded(baseOf(exchange), exchange.request);
    expect(toResult(reply)).toEqual(toResult(exchange.response));
  });
});

describe('Exceptions', () => {
  test.each(Object.keys(EXCEPTIONS))('%s is answered differently', async (name) => {
    const exchange = exchanges.find((each) => nameOf(each) === name);
    if (!exchange) expect.fail('no such exchange was recorded');
    const reply = await askRecorded(baseOf(exchange), exchange.request);
    expect(toResult(reply), 'this is no exception').not.toEqual(toResult(exchange.response));
  });

  test('are few', () => {
    expect(Object.keys(EXCEPTIONS).length).toBeLessThan(MOST_EXCEPTIONS * exchanges.length);
  });
});
