import { afterEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../../../src/contract/wire/client.ts';

const PATH = '/api/app/project/users/user/sessions';

afterEach(() => vi.restoreAllMocks());

const FAILING = `${PATH}?failing`;

/** A client of a server that fails at one path, and resets the connection of these requests, counted from 1. */
function createClient(...lost: number[]) {
  let requests = 0;
  const fetch = async (url: RequestInfo | URL) => {
    requests += 1;
    const status = `${url}`.includes('failing') ? 500 : 200;
    if (!lost.includes(requests)) return new Response('{"data":[]}', { status });
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
  };
  const limits = { timeoutMs: 10_000, maxReplyBytes: 1_000, maxRequests: 100, deadlineMs: 60_000 };
  const client = new Client({ origin: 'http://127.0.0.1', headers: {}, fetch, ...limits }, () => {});
  return { client, requests: () => requests };
}

/** Advances the clock that the client reads. */
function advanceClock(ms: number): void {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ms);
}

describe('a server that is busy (503)', () => {
  const busy = (headers: Record<string, string>) => new Response('busy', { status: 503, headers });

  /** Returns the final statuses of the requests, and which replies were marked to be retried. */
  async function ask(requests: number, answer: (request: number) => Response) {
    let sent = 0;
    const seen: boolean[] = [];
    const fetch = async () => answer(++sent);
    const limits = { timeoutMs: 10_000, maxReplyBytes: 1_000, maxRequests: 100, deadlineMs: 60_000 };
    const client = new Client({ origin: 'http://127.0.0.1', headers: {}, fetch, ...limits }, ({ isPutOff = false }) => {
      seen.push(isPutOff);
    });
    const statuses = [];
    for (let at = 0; at < requests; at += 1) statuses.push((await client.send({ path: PATH })).reply?.status);
    return { statuses, seen };
  }

  it('is retried when it says, as long as that helps', async () => {
    const { statuses, seen } = await ask(2, (request) =>
      request % 2 === 1 ? busy({ 'retry-after': '0' }) : new Response('{"data":[]}'),
    );
    expect(statuses).toEqual([200, 200]);
    expect(seen).toEqual([true, false, true, false]);
  });

  it('is not waited for again if it is still busy', async () => {
    const { statuses, seen } = await ask(2, () => busy({ 'retry-after': '0' }));
    expect(statuses).toEqual([503, 503]);
    expect(seen).toEqual([true, false, false]);
  });

  it.each([{}, { 'retry-after': '3600' }])('fails if it sends %o', async (headers) => {
    expect(await ask(1, () => busy(headers))).toEqual({ statuses: [503], seen: [false] });
  });
});

describe('a server that answers 503 and does not say when to retry', () => {
  afterEach(() => vi.useRealTimers());

  /** Returns the final statuses of requests that are sent one after another, a millisecond each. */
  async function ask(count: number, isBusy: (request: number, ms: number) => boolean) {
    vi.useFakeTimers();
    let sent = 0;
    const fetch = async () => {
      sent += 1;
      vi.advanceTimersByTime(1);
      return new Response('{"data":[]}', { status: isBusy(sent, performance.now()) ? 503 : 200 });
    };
    const limits = { timeoutMs: 10_000, maxReplyBytes: 1_000, maxRequests: 900, deadlineMs: 600_000 };
    const client = new Client({ origin: 'http://127.0.0.1', headers: {}, fetch, ...limits }, () => {});
    const statuses: (number | undefined)[] = [];
    const sendAll = async () => {
      while (statuses.length < count) statuses.push((await client.send({ path: PATH })).reply?.status);
    };
    const all = sendAll();
    while (statuses.length < count) await vi.advanceTimersByTimeAsync(50);
    await all;
    return { statuses, sent };
  }

  it('is waited for if it limits the rate of requests', async () => {
    const taken = new Map<number, number>();
    const { statuses } = await ask(90, (_, ms) => {
      const second = Math.floor(ms / 1_000);
      taken.set(second, (taken.get(second) ?? 0) + 1);
      return (taken.get(second) ?? 0) > 40;
    });
    expect(statuses.every((status) => status === 200)).toBe(true);
  });

  it('fails if it only does so now and then', async () => {
    const { statuses } = await ask(90, (request) => request % 30 === 0);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
  });

  it('fails if it always does so from some point on', async () => {
    const { statuses, sent } = await ask(40, (request) => request > 20);
    expect(statuses.lastIndexOf(200)).toBe(19);
    expect(sent).toBeLessThan(50);
  });
});

describe('a connection that is lost', () => {
  it('after being idle is not a fault of the server: the request is sent again', async () => {
    const { client, requests } = createClient(2);
    await client.send({ path: PATH });
    advanceClock(2_000);
    const { reply, fault } = await client.send({ path: PATH });
    expect([reply?.status, fault, requests()]).toEqual([200, undefined, 3]);
  });

  it('is a fault if it is lost again', async () => {
    const { client } = createClient(2, 3);
    await client.send({ path: PATH });
    advanceClock(2_000);
    expect((await client.send({ path: PATH })).fault).toMatchObject({ kind: 'broken', code: 'ECONNRESET' });
  });

  it('is a fault if the request changes something, as that is never sent twice', async () => {
    const { client, requests } = createClient(2);
    await client.send({ path: PATH });
    advanceClock(2_000);
    expect((await client.send({ path: PATH, method: 'POST' })).fault).toMatchObject({ kind: 'broken' });
    expect(requests()).toBeLessThanOrEqual(3);
  });

  it('after being idle while others were in use is not a fault, either', async () => {
    let time = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    const { client, requests } = createClient(32);
    // opens a second connection
    await Promise.all([client.send({ path: PATH }), client.send({ path: PATH })]);
    for (let at = 3; at <= 30; at += 1) {
      await client.send({ path: PATH });
      time += 100;
    }
    const [, second] = await Promise.all([client.send({ path: PATH }), client.send({ path: PATH })]);
    expect([second?.reply?.status, second?.fault, requests()]).toEqual([200, undefined, 33]);
  });

  it('after a failed request is not a fault: servers close it without saying so, also if lists are read with POST', async () => {
    // on a busy machine, the real clock advances too
    vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    const operation = { operationId: 'listSessions', method: 'POST', path: PATH };
    for (const ask of [{ path: PATH }, { path: PATH, operation }]) {
      const { client, requests } = createClient(2);
      await client.send({ path: FAILING });
      const { reply, fault } = await client.send(ask);
      expect([reply?.status, fault, requests()]).toEqual([200, undefined, 3]);
    }
  });

  it('while in use is a fault', async () => {
    // on a busy machine, the real clock advances too
    vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    const { client } = createClient(2);
    await client.send({ path: PATH });
    expect((await client.send({ path: PATH })).fault).toMatchObject({ kind: 'broken', code: 'ECONNRESET' });
  });
});

describe('cached replies', () => {
  const refusal = { path: `${PATH}?short` };
  const list = (number: number) => ({ path: PATH, query: `end_date=${number}` });

  function createGenerous() {
    const fetch = async (input: RequestInfo | URL) =>
      new Response('x'.repeat(`${input}`.includes('short') ? 9 : 900_000));
    const limits = { timeoutMs: 10_000, maxReplyBytes: 1_000_000, maxRequests: 100, deadlineMs: 60_000 };
    return new Client({ origin: 'http://127.0.0.1', headers: {}, fetch, ...limits }, () => {});
  }

  it('are returned again, the short ones even after many long ones', async () => {
    const client = createGenerous();
    const first = await client.send(refusal);
    for (let number = 0; number < 60; number += 1) await client.send(list(number));
    expect(await client.recall(refusal)).toBe(first);
    expect(await client.recall(list(59))).toBeDefined();
    // the oldest of the long replies were evicted
    expect(client.recall(list(0))).toBeUndefined();
  });

  it('are not replaced by newer ones, but can be discarded', async () => {
    const client = createGenerous();
    const first = await client.send(refusal);
    await client.send(refusal);
    expect(await client.recall(refusal)).toBe(first);
    await client.send(list(1));
    client.forget();
    expect([client.recall(refusal), client.recall(list(1))]).toEqual([undefined, undefined]);
  });
});
