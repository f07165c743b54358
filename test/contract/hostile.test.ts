import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import type { Selection, Target } from '../../src/contract/index.ts';
import { serve } from '../../src/hosts/node.ts';
import { createFetch, createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { notMet, type Run, runContract, targetOf } from '../support/contract-run.ts';
import {
  closedPort,
  gzipUnasked,
  type HostileServer,
  incomplete,
  limitRate,
  type Misbehave,
  openHostile,
  otherProtocol,
  redirectTo,
  tooShort,
} from '../support/hostile.ts';
import { scaled } from '../support/patience.ts';

/** For a server that never sends a complete reply. */
const TIMEOUT_MS = 400;
/** For a server that answers well for a while. */
const PATIENT_MS = scaled(1_000);
/** For a server whose replies must all be read, even on a busy machine. */
const LIMITS = { timeoutMs: scaled(30_000), maxReplyBytes: 200_000, runs: 2 };
/** Requests without a reply before a run gives up, including parallel ones and the first; a busy machine repeats each. */
const FAULTS = 2 * (6 + 3 + 1);
/** Once the server has answered, each is followed by this many requests that check whether it is still there. */
const VISITS = 4;

interface Opening {
  readonly after?: number;
  /** The context of the test that a server belongs to, if tests run concurrently. */
  readonly context?: TestContext;
}

async function open(misbehave: Misbehave, { after = 0, context }: Opening = {}): Promise<HostileServer> {
  const server = await openHostile(misbehave, { after });
  (context?.onTestFinished ?? onTestFinished)(() => server.close());
  return server;
}

function run(baseUrl: string, more: Partial<Target> = {}, selection: Selection = {}): Promise<Run> {
  return runContract(targetOf({ baseUrl, ...LIMITS, ...more }), selection);
}

/** Whether one promise settles before the other. */
function isSooner(one: Promise<unknown>, other: Promise<unknown>): Promise<boolean> {
  return Promise.race([one.then(() => true), other.then(() => false)]);
}

const resultOf = ({ results }: Run, id: string) => results.find((result) => result.id === id);

describe.concurrent('a server that from the first request on', () => {
  for (const [name, misbehave] of Object.entries(incomplete)) {
    it(`${name} ends the run after a few requests and fails ROBUST-04`, async (context) => {
      const { url, requests, bytesWritten } = await open(misbehave, { context });
      const ended = await run(url, { timeoutMs: TIMEOUT_MS });
      expect(requests.length).toBeLessThanOrEqual(FAULTS);
      expect(ended.aborted).toBeUndefined();
      expect(notMet(ended)).toEqual(expect.arrayContaining(['REQUEST-01', 'ROBUST-04']));
      expect(ended.summary?.incomplete).toBe('too many requests got no complete reply');
      // the limit, and what socket and stream buffers hold
      expect(bytesWritten()).toBeLessThan(FAULTS * (LIMITS.maxReplyBytes + 6_000_000));
    });
  }
});

describe.concurrent('a server that in the middle of a run', () => {
  for (const [name, misbehave] of Object.entries(incomplete)) {
    it(`${name} fails ROBUST-04 but does not abort the run`, async (context) => {
      const { url, requests } = await open(misbehave, { after: 60, context });
      const ended = await run(url, { timeoutMs: PATIENT_MS });
      expect(requests.length).toBeLessThanOrEqual(60 + FAULTS * (1 + VISITS));
      expect(ended.aborted).toBeUndefined();
      expect(resultOf(ended, 'REQUEST-01')?.outcome).toBe('met');
      expect(resultOf(ended, 'ROBUST-04')).toMatchObject({ outcome: 'not met', diagnosis: expect.any(String) });
    });
  }
});

it('an endless reply is only read up to the limit', async () => {
  const before = process.memoryUsage();
  const { url } = await open(incomplete['sends a body that unpacks to far more'] as Misbehave);
  const ended = await run(url);
  expect(resultOf(ended, 'ROBUST-04')?.received).toBe('more than 200000 bytes in one reply, the limit of --max-reply');
  const { arrayBuffers } = process.memoryUsage();
  expect(arrayBuffers - before.arrayBuffers).toBeLessThan(40_000_000);
});

it('a connection that is reset as soon as it is opened ends the run', async () => {
  const server = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // a listening TCP server has such an address
  const ended = await run(`http://127.0.0.1:${port}/api/app`);
  expect(notMet(ended)).toEqual(expect.arrayContaining(['REQUEST-01', 'ROBUST-04']));
});

describe('a server that cannot be reached', () => {
  it.each([
    ['a port on which nothing listens', async () => `http://127.0.0.1:${await closedPort()}/api/app`],
    ['a host that does not exist', async () => 'http://nowhere.invalid/api/app'],
  ])('aborts the run: %s', async (_, url) => {
    const baseUrl = await url();
    const { aborted, events } = await run(baseUrl);
    expect(aborted?.message).toMatch(
      new RegExp(`^Failed to reach ${baseUrl}: .*Is the server running, and is the address right\\?$`),
    );
    expect(events.map(({ type }) => type)).toEqual(['start']);
  });

  it('aborts the run and says what to check: another protocol', async () => {
    const { url } = await open(otherProtocol);
    const { aborted } = await run(url);
    expect(aborted?.message).toMatch(
      /^Failed to reach \S+: what it answers is not HTTP\/1\.1\. Does this port speak https, or HTTP\/2 only\?$/,
    );
  });

  it('ends the run if it was reached before, and the rest is skipped', async () => {
    const server = await open(
      (_, response) => {
        response.socket?.destroy();
        server.server.close();
      },
      { after: 80 },
    );
    const ended = await run(server.url);
    expect(ended.aborted).toBeUndefined();
    expect(notMet(ended)).toEqual([]);
    expect(ended.summary?.incomplete).toMatch(/^the server stopped answering: /);
    expect(server.requests.length).toBeLessThan(90);
  });
});

describe('a redirect', () => {
  it.each(['/api/app/x/users/y/sessions', '/'])(
    'to another host is not followed, and the key is not sent there: %s',
    async (path) => {
      const other = await open((_, __, right) => right());
      const { url } = await open(redirectTo(new URL(path, other.url).href.replace('127.0.0.1', 'localhost')));
      const ended = await run(url);
      expect(other.requests).toEqual([]);
      expect(notMet(ended)).toEqual([]);
      expect(ended.summary?.incomplete).toMatch(/^The server redirects to /);
    },
  );

  it('in a loop is not followed', async () => {
    const { url, requests } = await open((request, response) => {
      const other = request.url?.endsWith('#a') ? '#b' : '#a';
      redirectTo(`${request.url}/${other}`)(request, response, () => {});
    });
    const ended = await run(url);
    expect(notMet(ended)).toEqual(expect.arrayContaining(['REQUEST-01', 'ROBUST-06']));
    expect(requests).toHaveLength(ended.summary?.requests ?? -1);
  });

  it('to itself is not followed', async () => {
    const { url, requests } = await open((request, response) =>
      redirectTo(request.url ?? '/')(request, response, () => {}),
    );
    const ended = await run(url);
    expect(notMet(ended)).toEqual(expect.arrayContaining(['REQUEST-01', 'ROBUST-06']));
    expect(requests).toHaveLength(ended.summary?.requests ?? -1);
  });
});

describe('a server that limits the rate of requests', () => {
  it('now and then is retried after the time it names, without failures', async () => {
    const every = 100;
    const limited = limitRate({ every, retryAfter: '1' });
    const came: { readonly url: string | undefined; readonly at: number }[] = [];
    const { url } = await open((request, response, right) => {
      came.push({ url: request.url, at: performance.now() });
      limited(request, response, right);
    });
    const ended = await run(url, {}, { only: ['REQUEST', 'WINDOW', 'ROBUST'] });
    expect(notMet(ended)).toEqual([]);
    const waits = came.flatMap((refused, index) => {
      const next = came.slice(index + 1).find((again) => again.url === refused.url);
      return index % every === every - 1 ? [(next?.at ?? 0) - refused.at] : [];
    });
    expect(waits.length).toBeGreaterThan(1);
    expect(Math.min(...waits)).toBeGreaterThan(950);
    // requests that the HTTP parser refuses never reach the server
    expect(came.length).toBeLessThanOrEqual(ended.summary?.requests ?? -1);
  });

  it.each([0, 60])('permanently after %i requests ends the run with the reason', async (after) => {
    const { url, requests } = await open(limitRate(), { after });
    const ended = await run(url);
    expect(ended.aborted).toBeUndefined();
    // each of the few in progress is retried a few times
    expect(requests.length).toBeLessThan(after + 30);
    expect(ended.summary?.incomplete).toMatch(/limits the rate of requests \(429\); pass a lower --rate/);
  });
});

it('an excessively nested reply does not count as a list, and does not stop the run', async () => {
  const text = `{"data":${'['.repeat(90_000)}${']'.repeat(90_000)}}`;
  const { url } = await open((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
  const ended = await run(url);
  expect(ended.aborted).toBeUndefined();
  expect(notMet(ended)).toEqual(expect.arrayContaining(['REQUEST-01', 'REPLY-02']));
});

it('a server at an IPv6 address is verified like any other', async (context) => {
  const server = await serve(createMock(), { port: 0, host: '::1' }).catch(() => context.skip('there is no IPv6'));
  onTestFinished(() => server.close());
  const ended = await run(server.url, { depth: 'quick' });
  expect(new URL(server.url).hostname).toBe('[::1]');
  expect([notMet(ended), ended.summary?.incomplete]).toEqual([[], undefined]);
});

it('a body longer than its Content-Length breaks that reply and the next one', async () => {
  const { url } = await open(tooShort);
  const ended = await run(url);
  expect(notMet(ended)).toEqual(expect.arrayContaining(['REQUEST-01', 'REPLY-02']));
});

it('unsolicited compression is reported, and the events are still read', async () => {
  const { url } = await open(gzipUnasked);
  const ended = await run(url, {}, { skip: ['GATE', 'ISOLATION', 'REPEAT'] });
  expect(notMet(ended)).toEqual(['REQUEST-43', 'REQUEST-44', 'ROBUST-11', 'ROBUST-49']);
});

it('no more requests are sent than allowed', async () => {
  const { url, requests } = await open((_, __, right) => right());
  const ended = await run(url, { maxRequests: 50 });
  expect(ended.summary?.requests).toBe(50);
  // one that is given up at once may not arrive
  expect([49, 50]).toContain(requests.length);
  expect(notMet(ended)).toEqual([]);
  expect(ended.summary?.incomplete).toBe('--max-requests (50) is used up');
});

it('requests respect the rate limit', async () => {
  const { url } = await open((_, __, right) => right());
  const running = run(url, { requestsPerSecond: 200, maxRequests: 100 });
  expect(await isSooner(wait(450), running)).toBe(true);
  await running;
});

it('the key is never sent in a URL to a remote server', async () => {
  const right = createFetch(createMock());
  const urls: string[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    urls.push(String(input));
    return right(input, init);
  };
  await run('https://server.example.com/api/app', { fetch });
  expect(urls.length).toBeGreaterThan(100);
  expect(urls.filter((url) => url.includes(DEVELOPMENT_KEY))).toEqual([]);
});
