import { expect, it } from 'vitest';
import type { ContractApi } from '../../src/contract/asking/contract-api.ts';
import type { RequirementResult, Target } from '../../src/contract/index.ts';
import { decodeLeniently } from '../../src/contract/reading/url-spelling.ts';
import { verifyApi } from '../../src/contract/run.ts';
import { contractOf } from '../../src/contract/table.ts';

/** An API that shares nothing with the documented one: POST, dates in the body, another scheme, other items. */
const searchApi: ContractApi = {
  id: 'search',
  name: 'the search',
  basePaths: ['/api'],
  probe: {
    operation: { operationId: 'search', method: 'POST', path: '/projects/{project}/search' },
    scheme: 'Bearer',
    noun: 'sessions',
    form: '{"total", "sessions": [...]}',
    toAsk: ({ project, projectSegment, user, userSegment, window }) => ({
      params: { project: projectSegment ?? encodeURIComponent(project) },
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        user: userSegment === undefined ? user : decodeLeniently(userSegment),
        from: window.start,
        to: window.end,
      }),
    }),
    itemsOf: (body) =>
      (body as { sessions?: Session[] } | undefined)?.sessions?.map((session) => ({
        key: String(session.id),
        time: session.start,
        group: session.id,
        type: 'SESSION',
        name: `session ${session.id}`,
        value: session,
      })),
    findMisunderstanding: () => undefined,
  },
  rows: [],
  // its dates are in the body
  leavesOut: ['REQUEST-07', 'REQUEST-27'],
};

interface Session {
  readonly id: number;
  readonly start: number;
}

const KEY = 'SearchKey0123456789';
const ADA: readonly Session[] = [3, 5, 8, 13, 21].map((day) => ({ id: day, start: Date.UTC(2024, 4, day, 12) + day }));

interface Search {
  readonly user: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

interface Peculiarities {
  readonly isLetIn?: (authorization: string | null) => boolean;
  readonly isInside?: (time: number, from: number, to: number) => boolean;
}

/** A correct server of that API, or one with a single fault. */
function serve({
  isLetIn = (authorization) => authorization === `Bearer ${KEY}`,
  isInside = (time, from, to) => time >= from && time <= to,
}: Peculiarities): typeof fetch {
  const refuse = (status: number) => Response.json({ errors: ['no'] }, { status });
  return async (input, init) => {
    const request = new Request(input, init);
    if (!isLetIn(request.headers.get('authorization'))) return refuse(401);
    const { pathname } = new URL(request.url);
    const [, project] = /^\/api\/projects\/([^/]+)\/search$/.exec(pathname) ?? [];
    if (project === undefined || decodeLeniently(project) !== 'shop') return refuse(404);
    if (request.method !== 'POST') return refuse(405);
    const { user, from, to } = (await request.json()) as Search;
    if (![from, to].every((date) => date === undefined || /^\d{1,15}$/.test(String(date)))) return refuse(400);
    const all = user === 'ada' ? ADA : [];
    const sessions = all.filter(({ start }) => isInside(start, Number(from ?? 0), Number(to ?? 1e16)));
    return Response.json({ total: sessions.length, sessions });
  };
}

async function verify(
  peculiarities: Peculiarities = {},
  window?: Target['window'],
): Promise<Map<string, RequirementResult>> {
  const target = {
    baseUrl: 'http://localhost/api',
    key: KEY,
    projectKey: 'shop',
    userIds: ['ada'],
    seed: 1,
    fetch: serve(peculiarities),
    ...(window && { window }),
  };
  const results = new Map<string, RequirementResult>();
  for await (const event of verifyApi(searchApi, target)) {
    if (event.type === 'end') for (const result of event.results) results.set(result.id, result);
  }
  return results;
}

it('the shared rules hold for an API with different requests', async () => {
  const results = await verify();
  expect([...results.keys()]).toEqual(contractOf(searchApi).map(({ id }) => id));
  expect([...results.values()].filter(({ outcome }) => outcome === 'not met')).toEqual([]);
  const groups = new Set(
    [...results.values()].filter(({ outcome }) => outcome === 'met').map(({ id }) => id.split('-')[0]),
  );
  expect([...groups]).toEqual(['REQUEST', 'AUTH', 'GATE', 'WINDOW', 'ISOLATION', 'REPEAT', 'WIRE', 'REPLY', 'ROBUST']);
});

it('the shared rules find the faults of an API with different requests, and report them in its terms', async () => {
  const exclusive = await verify({ isInside: (time, from, to) => time >= from && time < to }, 'event');
  expect(exclusive.get('WINDOW-02')).toMatchObject({
    outcome: 'not met',
    expected: expect.stringContaining('of 5 sessions in the window'),
    received: expect.stringMatching(/^\d sessions, missing 1 \(session \d+ at \d+\)$/),
    diagnosis: 'end_date is exclusive: an event exactly at it is left out.',
    curl: expect.stringMatching(/-H "Authorization: Bearer \$OPENREPLAY_API_KEY".*--data-raw/),
  });
});

it('a failure that only repeats another is reported as its consequence', async () => {
  const open = await verify({ isLetIn: () => true });
  expect(open.get('AUTH-01')?.outcome).toBe('not met');
  expect(open.get('AUTH-06')).toMatchObject({
    outcome: 'skipped',
    follows: 'AUTH-01',
    reason: 'follows from AUTH-01, which is not met',
  });
  // the rest of a sequence is still checked
  expect(open.get('REPEAT-03')?.outcome).toBe('met');
});
