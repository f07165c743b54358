import { describe, expect, it } from 'vitest';
import { type Summary, type Target, verifyContract } from '../../src/contract/index.ts';
import { createFetch, createMock, DOCUMENTED_USER_ID } from '../../src/index.ts';

const mock = createMock();
const MOCK = {
  key: mock.options.keys[0] ?? '',
  projectKey: mock.options.projects[0] ?? '',
  userIds: [DOCUMENTED_USER_ID],
};

/** A host with servers at some paths and nothing elsewhere. */
function host(places: Readonly<Record<string, typeof fetch>>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const [, serve] = Object.entries(places).find(([prefix]) => pathname.startsWith(`${prefix}/`)) ?? [];
    return serve ? serve(request) : Response.json({ detail: 'Not Found' }, { status: 404 });
  };
}

async function verify(target: Target): Promise<{ api?: string | undefined; summary?: Summary }> {
  let found: { api?: string | undefined; summary?: Summary } = {};
  for await (const event of verifyContract({ ...target, seed: 1 }, { only: ['REQUEST-01', 'AUTH-01'] })) {
    if (event.type === 'start') found = { api: event.api };
    if (event.type === 'end') found = { ...found, summary: event.summary };
  }
  return found;
}

const V1 = { ...MOCK, baseUrl: 'http://localhost/api/v1' };
const v1 = host({ '/api/v1': createFetch(mock) });
const v2 = host({ '/v2/api/public': createFetch(mock) });
const documented = host({ '/api/app': createFetch(mock) });
const page: typeof fetch = async () =>
  new Response('<!doctype html><title>OpenReplay</title>', { headers: { 'content-type': 'text/html' } });

/** The same server at a different path. */
function moved(serve: typeof fetch, from: string, to: string): typeof fetch {
  return host({
    [from]: async (input, init) => {
      const request = new Request(input, init);
      return serve(new Request(request.url.replace(from, to), request));
    },
  });
}

describe('the API of a URL', () => {
  it.each([
    ['v1', { ...V1, fetch: v1 }],
    ['v2', { ...MOCK, baseUrl: 'http://localhost/v2/api/public', fetch: v2 }],
    ['the documented API', { ...MOCK, baseUrl: 'http://localhost/api/app', fetch: documented }],
  ])('is recognised by its path: %s', async (name, target) => {
    const { api, summary } = await verify(target);
    expect(api).toBe(name);
    expect(summary).toMatchObject({ notMet: 0, met: 2, incomplete: undefined });
  });

  it.each([
    ['v1', { ...V1, fetch: moved(createFetch(mock), '/replay', '/api/v1') }],
    ['v1', { ...V1, userIds: ['nobody'], fetch: moved(createFetch(mock), '/replay', '/api/v1') }],
    ['v2', { ...MOCK, fetch: moved(createFetch(mock), '/replay', '/v2/api/public') }],
    ['the documented API', { ...MOCK, fetch: moved(createFetch(mock), '/replay', '/api/app') }],
    ['the documented API', { ...MOCK, userIds: ['nobody'], fetch: moved(createFetch(mock), '/replay', '/api/app') }],
  ])('is detected by requests if the path does not name it: %s', async (name, target) => {
    expect((await verify({ ...target, baseUrl: 'http://localhost/replay' })).api).toBe(name);
  });
});

describe('an API other than the requested one', () => {
  it.each([
    [
      'v1 at the documented URL',
      { ...V1, baseUrl: 'http://localhost/api/app', fetch: v1 },
      'v1: the URL should be http://localhost/api/v1',
    ],
    [
      'v2 at the documented URL',
      { ...MOCK, baseUrl: 'http://localhost/api/app', fetch: v2 },
      'v2: the URL should be http://localhost/v2/api/public',
    ],
    [
      'the documented API at the URL of v1',
      { ...MOCK, baseUrl: 'http://localhost/api/v1', fetch: documented },
      'the documented API: the URL should be http://localhost/api/app',
    ],
    ['v1, requested as the documented API', { ...V1, api: 'documented', fetch: v1 }, 'v1: verify it with --api v1'],
    [
      'v1, requested as the documented API for a user without sessions',
      { ...V1, api: 'documented', userIds: ['nobody'], fetch: v1 },
      'v1: verify it with --api v1',
    ],
    [
      'v2, requested as the documented API',
      { ...MOCK, api: 'documented', baseUrl: 'http://localhost/v2/api/public', fetch: v2 },
      'v2: verify it with --api v2',
    ],
    [
      'v1 on a host where other paths return the web application',
      { ...V1, baseUrl: 'http://localhost/v1', fetch: host({ '/api/v1': createFetch(mock), '/v1': page }) },
      'v1: the URL should be http://localhost/api/v1',
    ],
  ] as const)('gets one sentence on what to do, and no failures: %s', async (_, target, sentence) => {
    const { summary } = await verify({ ...target, userIds: [...target.userIds] });
    expect(summary?.incomplete).toContain(sentence);
    expect(summary).toMatchObject({ notMet: 0, met: 0 });
  });

  it('is not looked for if the requested API is there but broken', async () => {
    const right = createFetch(mock);
    const broken: typeof fetch = async (input, init) => {
      const reply = await right(input, init);
      return reply.ok ? new Response('{"data":', { headers: { 'content-type': 'application/json' } }) : reply;
    };
    const { summary } = await verify({
      ...V1,
      fetch: host({ '/api/v1': broken, '/v2/api/public': createFetch(mock) }),
    });
    expect(summary).toMatchObject({ notMet: 1, incomplete: undefined });
  });
});
