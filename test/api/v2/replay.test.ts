import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, serve } from '../../../src/hosts/node.ts';
import type { MockOptions } from '../../../src/index.ts';
import { askRecorded } from '../../support/replay/ask.ts';
import { toComparable } from '../../support/replay/compare.ts';
import type { Exchange, RecordedReply } from '../../support/replay/exchange.ts';
import { startFront } from '../../support/replay/front.ts';
import { V2_FRONT } from '../../support/replay/fronts.ts';
import { readExchanges, readRows } from '../../support/replay/read-recordings.ts';
import { createRecordedV2 } from '../../support/replay/recorded-mocks.ts';
import type { V2Dataset } from '../../support/replay/v2-dataset.ts';
import { EXCEPTIONS } from './replay-exceptions.ts';

/** The headers that count; those of pages only where a page asks. */
const HEADERS = [
  'allow',
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'location',
  'transfer-encoding',
  'www-authenticate',
  'x-content-type-options',
];
const MOST_EXCEPTIONS = 0.05;

const exchanges = await readExchanges('v2-exchanges.json');
const rows = await readRows<V2Dataset>('v2-rows.json');

const servers: Pick<RunningServer, 'close'>[] = [];

async function start(options: MockOptions, cors: false | '*' = false): Promise<string> {
  const server = await serve(createRecordedV2(rows, options), { port: 0, cors, control: false });
  servers.push(server);
  return new URL(server.url).origin;
}

/** Leaves out what differs each time: when jobs were made that were made meanwhile. */
function toResult({ group, request }: Exchange, reply: RecordedReply) {
  const isPage = request.headers?.some(([name]) => name.toLowerCase() === 'origin') === true && group === 'cors-on';
  const { body, ...rest } = toComparable(reply, isPage ? [...HEADERS, 'access-control-allow-origin'] : HEADERS);
  const isNew = group === 'effects';
  return { ...rest, body: isNew ? body.replace(/"(createdAt|updatedAt|startAt)":\d+/g, '"$1":0') : body };
}

let addresses: Readonly<Record<string, string>> & { readonly service: string } = { service: '' };

beforeAll(async () => {
  const service = await start({ basePath: '/public' });
  const front = await startFront({ ...V2_FRONT, upstream: service });
  servers.push(front);
  addresses = {
    service,
    'cors-on': await start({ basePath: '/public' }, '*'),
    'key-changed': await start({ basePath: '/public', keys: ['NEWKEY00000000000000'] }),
    'behind-nginx': front.origin,
  };
});

afterAll(() => Promise.all(servers.map((server) => server.close())));

const baseOf = ({ name, group }: Exchange) =>
  (name.startsWith('key-') ? addresses['key-changed'] : addresses[group]) ?? addresses.service;

describe('The mock with the rows of a real v2 server answers as that server did', () => {
  test.for(
    exchanges
      .filter(({ name }) => EXCEPTIONS[name] === undefined)
      .map((each) => [`${each.group}: ${each.name}`, each] as const),
  )('%s', async ([, exchange]) => {
    const reply = await askRecorded(baseOf(exchange), exchange.request);
    expect(toResult(exchange, reply)).toEqual(toResult(exchange, exchange.response));
    if (exchange.response.open) expect(reply.open).toBe(true);
  });
});

describe('The exceptions', () => {
  test.for(Object.entries(EXCEPTIONS))('%s: %s', async ([name]) => {
    const exchange = exchanges.find((each) => each.name === name);
    if (!exchange) expect.fail('no such exchange was recorded');
    const reply = await askRecorded(baseOf(exchange), exchange.request);
    expect(toResult(exchange, reply), 'this is no exception').not.toEqual(toResult(exchange, exchange.response));
  });

  test('are few', () => {
    expect(Object.keys(EXCEPTIONS).length).toBeLessThan(MOST_EXCEPTIONS * exchanges.length);
  });
});
