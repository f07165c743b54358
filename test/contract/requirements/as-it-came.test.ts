import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { nodeConnections } from '../../../src/hosts/node-connections.ts';
import { createFetch, createMock } from '../../../src/index.ts';
import { runContract, targetOf } from '../../support/contract-run.ts';

let close: (() => void) | undefined;

afterEach(() => close?.());

/** Verifies a server that sends each list of the mock through `send`. */
async function outcomeOf(id: string, send: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void) {
  const right = createFetch(createMock());
  const server = createServer(async (request, response) => {
    const { authorization = '' } = request.headers;
    const reply = await right(`http://server.test${request.url}`, { headers: { authorization } });
    response.statusCode = reply.status;
    response.setHeader('content-type', reply.headers.get('content-type') ?? '');
    const body = Buffer.from(await reply.arrayBuffer());
    if (reply.status === 200) send(request, response, body);
    else response.end(body);
  });
  close = () => server.close();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // a listening TCP server has such an address
  const baseUrl = `http://127.0.0.1:${port}/api/app`;
  const run = await runContract(targetOf({ baseUrl, connect: nodeConnections() }), { only: [id] });
  return run.results.find((result) => result.id === id)?.outcome;
}

it.each([
  ['complete', 0, 'met'],
  ['without its last eight bytes', 8, 'not met'],
] as const)('gzip %s', async (_, missing, outcome) => {
  const actual = await outcomeOf('REQUEST-41', (request, response, body) => {
    if (request.headers['accept-encoding'] !== 'gzip') return response.end(body);
    const bytes = gzipSync(body);
    response.setHeader('content-encoding', 'gzip').end(bytes.subarray(0, bytes.length - missing));
  });
  expect(actual).toBe(outcome);
});

it('a reply that is zstd in name only fails', async () => {
  const actual = await outcomeOf('REQUEST-41', (request, response, body) => {
    if (request.headers['accept-encoding'] === 'zstd') response.setHeader('content-encoding', 'zstd');
    response.end(body);
  });
  expect(actual).toBe('not met');
});

it.each(['user-agent', 'accept'] as const)('a list that is only returned with %s fails', async (name) => {
  const actual = await outcomeOf('ROBUST-41', (request, response, body) =>
    response.end(request.headers[name] === undefined ? '' : body),
  );
  expect(actual).toBe('not met');
});
