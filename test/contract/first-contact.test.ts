import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { createFetch, createMock } from '../../src/index.ts';
import { fetchOf, notMet, runContract, targetOf } from '../support/contract-run.ts';
import { scaled } from '../support/patience.ts';

const TLS = ['key', 'certificate'].map((name) => readFileSync(new URL(`../support/tls/${name}.pem`, import.meta.url)));
const [key, cert] = TLS;

const click = { sessionId: 4_813_023_023_591_169, label: 'Shop', type: 'CLICK' };

/** Opens a server on a free port and returns the port. */
async function open(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port; // a listening TCP server has such an address
}

const run = (baseUrl: string) => runContract(targetOf({ baseUrl, timeoutMs: scaled(5_000) }));

/** A run against a server that gives this answer to every request. */
const runAgainst = async (answer: RequestListener) =>
  run(`http://127.0.0.1:${await open(createServer(answer))}/api/app`);

describe('nothing is judged, and one sentence says why:', () => {
  it('the URL serves a web page', async () => {
    const ended = await runAgainst((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Replay</title>');
    });
    expect(ended.results.every(({ outcome }) => outcome === 'skipped')).toBe(true);
    expect(ended.summary?.incomplete).toBe(
      'This URL serves a web page, not the API: check its host and its path, which should end in /api/app',
    );
  });

  it('the server redirects to another one', async () => {
    const ended = await runAgainst((request, response) => {
      response.writeHead(301, { location: `https://replay.example.com${request.url}` }).end();
    });
    expect(notMet(ended)).toEqual([]);
    expect(ended.summary?.incomplete).toMatch(
      /^The server redirects to https:\/\/replay\.example\.com\/api\/app\/.*the base URL should be/,
    );
  });

  it('an https URL points to a plain http port', async () => {
    const ended = await run(`https://127.0.0.1:${await open(createServer())}/api/app`);
    expect(ended.aborted?.message).toMatch(/it does not speak TLS\. .*the URL begins with http:\/\/\.$/);
  });

  it('an http URL points to an https port', async () => {
    const ended = await run(`http://127.0.0.1:${await open(createHttps({ key, cert }))}/api/app`);
    expect(ended.aborted?.message).toMatch(/This port speaks https: the URL begins with https:\/\/\.$/);
  });

  it('a proxy in front says that its port speaks https', async () => {
    const ended = await runAgainst((_, response) => {
      response.writeHead(400).end('The plain HTTP request was sent to HTTPS port');
    });
    expect(notMet(ended)).toEqual([]);
    expect(ended.summary?.incomplete).toMatch(/^This port speaks https/);
  });

  it('the server wants the content-type of the documented example; with it, everything is judged', async () => {
    const right = createFetch(createMock());
    const fetch = fetchOf(async (request) =>
      request.headers.get('content-type') === 'application/json' ? right(request) : new Response(null, { status: 415 }),
    );
    const ended = await runContract(targetOf({ fetch }));
    expect(notMet(ended)).toEqual([]);
    expect(ended.summary?.incomplete).toMatch(/documented example: pass --header "content-type: application\/json"$/);
    const whole = await runContract(targetOf({ fetch, headers: { 'content-type': 'application/json' } }));
    expect(notMet(whole, 'MUST')).toEqual([]);
    expect(whole.summary?.incomplete).toBeUndefined();
  });

  it('a list exceeds the size limit of a reply; with a larger limit, it is judged', async () => {
    const events = Array.from({ length: 4 }, (_, index) => ({
      ...click,
      messageId: index,
      timestamp: 1_623_440_905_732 + index,
    }));
    const fetch = async () => Response.json({ data: events.map((event) => ({ ...event, label: 'x'.repeat(400) })) });
    const ended = await runContract(targetOf({ fetch, maxReplyBytes: 1_000 }));
    expect(ended.results.every(({ outcome }) => outcome === 'skipped')).toBe(true);
    expect(ended.summary?.incomplete).toMatch(
      /^The list of ".*" does not end, or holds more than --max-reply allows: /,
    );
    const read = await runContract(targetOf({ fetch, maxReplyBytes: 5_000 }), { only: ['REQUEST-01'] });
    expect(read.results.map(({ outcome }) => outcome)).toEqual(['met']);
  });

  it('the port only speaks HTTP/2', async () => {
    const ended = await run(`http://127.0.0.1:${await open(createHttp2())}/api/app`);
    expect(ended.aborted?.message ?? ended.summary?.incomplete).toMatch(/HTTP\/2 only/);
    expect(notMet(ended)).toEqual([]);
  });
});

it('a proxy that refuses to connect says nothing about the server', async () => {
  const refused = new Error('Proxy response (403) !== 200 when HTTP Tunneling');
  const fetch = async () => {
    throw new TypeError('fetch failed', { cause: refused });
  };
  const { aborted } = await runContract(targetOf({ fetch }));
  expect(aborted?.message).toMatch(/the proxy refused to connect to it\. Check HTTPS_PROXY/);
});

it('the diagnosis of a redirect on the same server names the target but no keys', async () => {
  const ended = await runAgainst((request, response) => {
    response.writeHead(308, { location: `${request.url}/` }).end();
  });
  expect(notMet(ended)).toEqual(['REQUEST-01', 'ROBUST-06']);
  expect(ended.results.find(({ id }) => id === 'REQUEST-01')?.diagnosis).toMatch(/redirects to http.*\/sessions\/\.$/);
});

it('if the server disappears halfway, the rest is skipped', async () => {
  const server = await serve(createMock(), { port: 0 });
  onTestFinished(() => server.close().catch(() => undefined));
  let sent = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent += 1;
    if (sent === 40) await server.close();
    return globalThis.fetch(input, init);
  };
  const ended = await runContract(targetOf({ baseUrl: server.url, fetch }));
  expect(notMet(ended)).toEqual([]);
  expect(ended.summary?.incomplete).toMatch(/^the server stopped answering: the connection could not be made/);
});

describe('a mistake in all lists is reported once:', () => {
  const right = createFetch(createMock());
  const changed = (change: (text: string) => Response) =>
    runContract(
      targetOf({
        fetch: fetchOf(async (request) => {
          const reply = await right(request);
          return reply.status === 200 && request.method === 'GET' ? change(await reply.text()) : reply;
        }),
      }),
    );
  const json = (text: string) => new Response(text, { headers: { 'content-type': 'application/json' } });

  it('null for an empty list', async () => {
    const ended = await changed((text) => json(text.replace(/^\{"data":\[\]\}$/, '{"data":null}')));
    expect(notMet(ended)).toEqual(['REPLY-05']);
    expect(ended.results.find(({ id }) => id === 'REPLY-05')?.diagnosis).toMatch(
      /^An empty list is null instead of \[\]/,
    );
  });

  it('204 for an empty list', async () => {
    const ended = await changed((text) => (text === '{"data":[]}' ? new Response(null, { status: 204 }) : json(text)));
    expect(notMet(ended)).toEqual(['REPLY-05']);
  });

  it('strings for numbers', async () => {
    const ended = await changed((text) => json(text.replace(/("(?:sessionId|messageId|timestamp)":)(\d+)/g, '$1"$2"')));
    // the server of this test declares the length of the original list
    expect(notMet(ended).filter((id) => !/^WIRE-3[35]$/.test(id))).toEqual(['REPLY-22']);
    expect(ended.results.find(({ id }) => id === 'REPLY-22')?.diagnosis).toMatch(/^Numbers are strings/);
  });
});
