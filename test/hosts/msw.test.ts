// the module object itself: interception cannot reach names imported from it
import nodeHttp from 'node:http';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '../../src/hosts/msw.ts';
import { createMock, DEVELOPMENT_KEY, OptionError } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';

const mock = createMock({ users: 0 });
const server = setupServer();
const init = { headers: { authorization: DEVELOPMENT_KEY } };
const leftAlone = http.all('*', () => new HttpResponse('left alone', { status: 299 }));

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const textOf = async (url: string) => (await fetch(url, init)).text();

describe('handlers', () => {
  test.each(['https://openreplay.example.com', 'http://localhost:3000', 'http://[::1]:8080'])(
    'answer on any host: %s',
    async (host) => {
      server.use(...handlers(mock));
      expect(await textOf(`${host}/api/app${sessionsPath()}`)).toBe(documentedReply);
    },
  );

  test.each([
    '/',
    '/api/app',
    `/api/app${sessionsPath()}/`,
    `/api/app${sessionsPath()}/more`,
    `/api/app/KEY/users/ID`,
    `/API/APP${sessionsPath()}`,
    `/v1/api/app${sessionsPath()}`,
    sessionsPath(),
    '/api/app/KEY/users/a/b/sessions',
  ])('do not handle %s', async (path) => {
    server.use(...handlers(mock), leftAlone);
    expect(await textOf(`https://openreplay.example.com${path}`)).toBe('left alone');
  });

  test.each(['/api/v1', '/v1'])('answer v1 at %s', async (base) => {
    server.use(...handlers(mock), leftAlone);
    const reply = await fetch(`https://openreplay.example.com${base}${sessionsPath()}`, init);
    expect([reply.status, reply.headers.get('x-robots-tag')]).toEqual([200, 'noindex, nofollow']);
  });

  test.each(['/v2/api/public', '/public'])('answer v2 at %s', async (base) => {
    server.use(...handlers(mock), leftAlone);
    const headers = { authorization: `Bearer ${DEVELOPMENT_KEY}` };
    const body = '{"startTimestamp":946684800000,"endTimestamp":4000000000000}';
    const reply = await fetch(`https://openreplay.example.com${base}${sessionsPath()}`, {
      method: 'POST',
      headers,
      body,
    });
    expect(await reply.json()).toMatchObject({ data: { total: 1 } });
  });

  test('answer every method of their path', async () => {
    server.use(...handlers(mock), leftAlone);
    const url = `https://openreplay.example.com/api/app${sessionsPath()}`;
    const statuses = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].map(
      async (method) => (await fetch(url, { ...init, method })).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 204, 405, 405, 405, 405]);
  });

  test.each([
    ['https://a.example.com:8443/tenant/v1', 'https://a.example.com:8443/tenant/v1'],
    ['https://a.example.com/api/app/', 'https://a.example.com/api/app'],
    ['https://A.example.com', 'https://a.example.com'],
    ['https://a.example.com/(x)+', 'https://a.example.com/(x)+'],
  ])('listen at the baseUrl %s and nowhere else', async (baseUrl, base) => {
    server.use(...handlers(mock, { baseUrl }), leftAlone);
    expect(await textOf(base + sessionsPath())).toBe(documentedReply);
    expect(await textOf(`https://b.example.com/api/app${sessionsPath()}`)).toBe('left alone');
    expect(await textOf(`https://aXexample.com/api/app${sessionsPath()}`)).toBe('left alone');
  });

  test('follow the base path of the mock', async () => {
    server.use(...handlers(createMock({ users: 0, basePath: '/v9' })), leftAlone);
    expect(await textOf(`https://a.example.com/v9${sessionsPath()}`)).toBe(documentedReply);
    expect(await textOf(`https://a.example.com/api/app${sessionsPath()}`)).toBe('left alone');
  });

  test.each(['/api/app', 'openreplay', ''])('refuse %j as a baseUrl', (baseUrl) => {
    expect(() => handlers(mock, { baseUrl })).toThrow(OptionError);
    expect(() => handlers(mock, { baseUrl })).toThrow(/baseUrl must be an absolute URL/);
  });

  test('answer clients of node:http', async () => {
    server.use(...handlers(mock));
    const text = await new Promise<string>((resolve, reject) => {
      const options = { host: 'openreplay.example.com', path: `/api/app${sessionsPath()}?start_date=0`, ...init };
      nodeHttp
        .request(options, async (reply) => resolve(Buffer.concat(await reply.toArray()).toString()))
        .on('error', reject)
        .end();
    });
    expect(text).toBe(documentedReply);
  });
});
