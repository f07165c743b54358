import { describe, expect, it, vi } from 'vitest';
import { Budget } from '../../../src/contract/wire/budget.ts';
import type { Exchange, SentRequest } from '../../../src/contract/wire/exchange.ts';
import { hasSilentLimit } from '../../../src/contract/wire/silent-limit.ts';
import { createFetch, createMock } from '../../../src/index.ts';
import { notMet, runContract, targetOf } from '../../support/contract-run.ts';

const request: SentRequest = {
  method: 'GET',
  url: 'http://server.test/',
  headers: {},
  credential: undefined,
  isOdd: false,
};
const answer = (status: number): Exchange => ({
  request,
  reply: { status, headers: new Headers(), bytes: new Uint8Array(), text: '' },
});

/** Finds out about a server that answers the request, and then others by their number, with these statuses. */
async function probe(repeated: number, statusOf: (count: number) => number) {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return answer(statusOf(asked));
    };
    const budget = new Budget({ deadlineMs: 60_000, maxRequests: 1_000 });
    const result = hasSilentLimit(async () => answer(repeated), ask, budget);
    await vi.runAllTimersAsync();
    return { isLimit: await result, asked };
  } finally {
    vi.useRealTimers();
  }
}

describe('a bare 503', () => {
  it('comes from a limit if the server refuses nearly all requests from some point on', async () => {
    expect(await probe(200, (count) => (count > 20 ? 503 : 200))).toMatchObject({ isLimit: true });
  });

  it('is a failure if the server fails only now and then', async () => {
    expect(await probe(200, (count) => (count % 7 === 0 ? 503 : 200))).toMatchObject({ isLimit: false });
  });

  it('is a failure if the server answers everything else, however fast it is asked', async () => {
    expect(await probe(200, () => 200)).toMatchObject({ isLimit: false });
  });

  it('says nothing about other requests if the server gives it for this one again', async () => {
    expect(await probe(503, () => 200)).toEqual({ isLimit: undefined, asked: 0 });
  });
});

it('a server that limits requests with a bare 503 meets what it is asked about', async () => {
  const right = createFetch(createMock());
  let [left, refused, opensAt] = [90, 0, 0];
  // after each 90 requests it refuses all for nearly a second
  const limited: typeof fetch = async (input, init) => {
    const now = performance.now();
    if (left === 0 && now >= opensAt && opensAt > 0) [left, opensAt] = [90, 0];
    if (left > 0) {
      left -= 1;
      return right(input, init);
    }
    if (opensAt === 0) opensAt = now + 900;
    refused += 1;
    return new Response('busy', { status: 503 });
  };
  const run = await runContract(targetOf({ fetch: limited }), { only: ['WINDOW'] });
  expect(notMet(run)).toEqual([]);
  expect(run.summary?.incomplete).toBeUndefined();
  expect(refused).toBeGreaterThan(0);
});
