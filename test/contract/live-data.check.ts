import { describe, expect, it } from 'vitest';
import type { RequirementResult } from '../../src/contract/index.ts';
import { createFetch, createMock, type Mock } from '../../src/index.ts';
import { onEvents, type Serve } from '../../src/self-test/faults/fault.ts';
import { recordFullWorld, WORLD_USER } from '../../src/self-test/full-world.ts';
import { asFetched } from '../../src/self-test/right-server.ts';
import { notMet, runContract, targetOf } from '../support/contract-run.ts';

type Change = (mock: Mock) => Promise<unknown> | unknown;

/** Verifies a mock whose data changes before every `every`th request. */
async function runWhile(
  change: Change,
  every: number,
  {
    wrap = (right) => right,
    only,
    most = MOST_CHANGES,
  }: { readonly wrap?: (right: Serve) => Serve; readonly only?: string[]; readonly most?: number } = {},
) {
  const mock = createMock();
  await recordFullWorld(mock);
  const right = createFetch(mock);
  const serve = wrap((request) => right(request));
  let count = 0;
  let changed: Promise<unknown> = Promise.resolve();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    count += 1;
    if (count % every === 0 && count / every <= most) {
      // changes run one after another, as each depends on the data before it
      changed = changed.then(() => change(mock));
      await changed;
    }
    return serve(new Request(input, init));
  };
  return runContract(targetOf({ fetch, userIds: [WORLD_USER], runs: 3, seed: 5 }), { only });
}

/** The data changes before nearly every request, now and then, or only once. */
const [OFTEN, AT_TIMES, ONCE] = [3, 25, 150];
const MOST_CHANGES = 30;

/** A session half an hour after the last event, not on a whole second. */
const visit: Change = async (mock) => {
  const start = ((await mock.events(WORLD_USER)).at(-1)?.timestamp ?? 0) + 1_800_137;
  const events = [{ type: 'LOCATION', path: '/live/' } as const, { type: 'CLICK', label: 'Live' } as const];
  await mock.record({ userId: WORLD_USER, start, events });
};

const click: Change = async (mock) => {
  const last = (await mock.events(WORLD_USER)).at(-1);
  if (!last) return;
  const events = [{ type: 'CLICK', label: 'More', timestamp: last.timestamp + 5 } as const];
  await mock.record({ userId: WORLD_USER, sessionId: last.sessionId, events });
};

/** A click that is recorded during the run. */
const now: Change = async (mock) => {
  const last = (await mock.events(WORLD_USER)).at(-1);
  const timestamp = Math.max(Date.now(), (last?.timestamp ?? 0) + 1);
  await mock.record({ userId: WORLD_USER, start: timestamp, events: [{ type: 'CLICK', label: 'Now', timestamp }] });
};

it.each([3, 50])('the stable part of growing data is judged, with a new click every %i requests', async (every) => {
  const run = await runWhile(now, every, { most: Number.POSITIVE_INFINITY });
  expect(run.results.filter(isNotMet)).toEqual([]);
  expect(run.summary?.incomplete).toBeUndefined();
  expect(run.summary?.dates).toMatch(/^dates filter events, both ends included\b/);
});

it('growing data behind a cache that keeps each list for a moment causes no failures', async () => {
  const cached = (right: Serve): Serve => {
    const kept = new Map<string, { readonly reply: Response; readonly until: number }>();
    return async (request) => {
      const name = `${request.method} ${request.url} ${request.headers.get('authorization')}`;
      const known = kept.get(name);
      if (known && performance.now() < known.until) return known.reply.clone();
      const reply = await right(request);
      kept.set(name, { reply: reply.clone(), until: performance.now() + 1_000 });
      return reply;
    };
  };
  const run = await runWhile(now, 20, { most: Number.POSITIVE_INFINITY, wrap: cached });
  expect(run.results.filter(isNotMet)).toEqual([]);
  expect(run.summary?.incomplete).toBeUndefined();
});

it('a mistake in the stable part of growing data is reported', async () => {
  const wrong = onEvents((events, { url }) => (url.includes('end_date=17') ? events.slice(1) : events));
  const run = await runWhile(now, 40, { most: Number.POSITIVE_INFINITY, wrap: wrong });
  expect(notMet(run)).toEqual(expect.arrayContaining(['WINDOW-02', 'WINDOW-04']));
});

describe('data that grows during the run causes no failures:', () => {
  it.each([OFTEN, ONCE])('a new session every %i requests', async (every) => {
    const run = await runWhile(visit, every);
    expect(run.results.filter(isNotMet)).toEqual([]);
    expect(run.results.find(({ id }) => id === 'REQUEST-01')?.outcome).toBe('met');
  });

  it.each([OFTEN, AT_TIMES])('a click in the session in progress every %i requests', async (every) => {
    const run = await runWhile(click, every);
    expect(run.results.filter(isNotMet)).toEqual([]);
  });

  it.each([2, 3, 4, 5, 6, 7, 8])('a click before each of the first %i requests, and none afterwards', async (most) => {
    const run = await runWhile(click, 1, { only: ['REQUEST-02', 'REQUEST-03', 'REQUEST-12', 'WINDOW-25'], most });
    expect(run.results.filter(isNotMet)).toEqual([]);
  });
});

it.each([AT_TIMES, ONCE])('data whose oldest session expires every %i requests causes no failures', async (every) => {
  const gone = new Set<number | string>();
  const run = await runWhile(
    async (mock) => {
      const kept = new Set(
        (await mock.events(WORLD_USER)).map((event) => event.sessionId).filter((id) => !gone.has(id)),
      );
      const [oldest] = kept;
      if (oldest !== undefined && kept.size > 1) gone.add(oldest);
    },
    every,
    { wrap: onEvents((events) => events.filter((event) => !gone.has(event.sessionId))) },
  );
  expect(run.results.filter(isNotMet)).toEqual([]);
});

describe('a user whose sessions do not fit in one list causes no failures', () => {
  const LISTS = 60;
  const MINUTE_MS = 60_000;
  const deployed = async (base: '/api/v1' | '/v2/api/public', every: number, count: number) => {
    const mock = createMock({ users: 0, inputEvents: true });
    const began = Date.now() - count * LISTS * MINUTE_MS;
    const record = (start: number) =>
      mock.record({
        userId: WORLD_USER,
        session: { startTs: start, duration: MINUTE_MS },
        events: [
          { type: 'LOCATION', path: '/', timestamp: start },
          { type: 'CLICK', label: 'Buy', timestamp: start + 5_000 },
        ],
      });
    for (let index = 0; index < count; index += 1) await record(began + index * LISTS * MINUTE_MS);
    const right = createFetch(mock);
    let asked = 0;
    let changed: Promise<unknown> = Promise.resolve();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      asked += 1;
      if (asked % every === 0) {
        const at = Date.now() + asked * 1_000;
        changed = changed.then(() => record(at));
        await changed;
      }
      return asFetched(await right(input, init));
    };
    return runContract(targetOf({ fetch, baseUrl: `http://server.test${base}`, userIds: [WORLD_USER], seed: 5 }));
  };

  it.each([10, 40])('a new session every %i requests, in v1', async (every) => {
    const run = await deployed('/api/v1', every, 60);
    expect(notMet(run, 'MUST')).toEqual([]);
  });

  it.each([10, 40])('a new session every %i requests, in v2', async (every) => {
    const run = await deployed('/v2/api/public', every, 205);
    expect(notMet(run, 'MUST')).toEqual([]);
  });
});

it('data that grows with every single request is indistinguishable from reads that add to it', async () => {
  const run = await runWhile(visit, 1, { only: ['REQUEST-02', 'REPEAT-01', 'REPEAT-02'] });
  expect(notMet(run)).toEqual(['REPEAT-02']);
  const reasons = run.results.flatMap(({ reason }) => (reason?.includes('moved while it was read') ? [reason] : []));
  expect(reasons.length).toBeGreaterThan(0);
});

it('a mistake is still reported if the data changes once', async () => {
  const wrong = onEvents((events, request) => (request.url.includes('end_date') ? events.slice(0, -1) : events));
  const run = await runWhile(visit, 100, { wrap: wrong });
  expect(notMet(run)).toContain('WINDOW-02');
});

function isNotMet({ outcome }: RequirementResult): boolean {
  return outcome === 'not met';
}
