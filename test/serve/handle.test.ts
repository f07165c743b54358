import { describe, expect, test } from 'vitest';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { ask, sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { refusalOf } from './refusal.ts';

const BASE = '/api/app';
const mock = createMock({ users: 0, projects: ['3sWXSsqHgSKnE87YkNJK', 'other'] });

test('answers the documented request with the documented reply', async () => {
  expect(await ask(mock)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json', vary: 'prefer', 'content-length': String(documentedReply.length) },
    text: documentedReply,
  });
});

test('answers a documented user synchronously', () => {
  const request = { method: 'GET', path: BASE + sessionsPath(), query: '', authorization: DEVELOPMENT_KEY };
  expect(mock.handle(request)).not.toBeInstanceOf(Promise);
});

describe('the key', () => {
  test.each([
    ['is missing', null],
    ['is empty', ''],
  ])('%s: 401', async (_, authorization) => {
    expect(await refusalOf(mock, { authorization })).toEqual({
      status: 401,
      message: expect.stringContaining('missing'),
    });
  });

  test.each([
    ['is another', 'NotTheKey'],
    ['comes with a scheme', `Bearer ${DEVELOPMENT_KEY}`],
    ['is in other letters', DEVELOPMENT_KEY.toLowerCase()],
    ['is cut short', DEVELOPMENT_KEY.slice(0, -1)],
  ])('%s: 401, and is not repeated', async (_, authorization) => {
    const { status, message } = await refusalOf(mock, { authorization });
    expect([status, message]).toEqual([401, expect.stringContaining('wrong')]);
    expect(message).not.toContain(authorization);
  });

  test('may be any of several', async () => {
    const shared = createMock({ keys: ['one', 'two'], users: 0 });
    const statuses = ['one', 'two', DEVELOPMENT_KEY].map(
      async (authorization) => (await ask(shared, { authorization })).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
  });
});

describe('refusals come in order:', () => {
  const wrong = { authorization: 'wrong', projectKey: 'nowhere', userId: 'x'.repeat(257), query: 'start_date=x' };

  test.each<[string, object, number]>([
    ['method before key', { ...wrong, method: 'POST' }, 405],
    ['key before project', wrong, 401],
    ['missing key before project', { ...wrong, authorization: null }, 401],
    ['project before parameters', { ...wrong, authorization: undefined }, 404],
    ['parameters last', { ...wrong, authorization: undefined, projectKey: undefined }, 400],
  ])('%s', async (_, what, status) => {
    expect((await refusalOf(mock, what)).status).toBe(status);
  });

  test('an unknown client gets the same reply whether or not project and user exist', async () => {
    const stranger = { authorization: 'wrong' };
    const known = await ask(mock, stranger);
    expect(await ask(mock, { ...stranger, projectKey: 'nowhere' })).toEqual(known);
    expect(await ask(mock, { ...stranger, userId: 'nobody' })).toEqual(known);
    expect(await ask(mock, { ...stranger, query: 'start_date=x' })).toEqual(known);
  });
});

describe('the project', () => {
  test.each(['nowhere', '3swxssqhgsknе87yknjk', '%zz', '%2F', 'other%2Fx', '..', 'x'.repeat(10_000)])(
    '%j is unknown: 404',
    async (projectKey) => {
      expect(await refusalOf(mock, { projectKey })).toEqual({ status: 404, message: 'The project does not exist.' });
    },
  );

  test('is percent-decoded', async () => {
    expect((await ask(mock, { projectKey: '%6fther' })).text).toBe('{"data":[]}');
  });

  test('has its own users', async () => {
    expect((await ask(mock, { projectKey: 'other' })).text).toBe('{"data":[]}');
  });
});

describe('an unknown path: 404', () => {
  test.each([
    '/',
    '',
    '*',
    BASE,
    `${BASE}${sessionsPath()}/`,
    `${BASE}${sessionsPath()}/more`,
    `${BASE}/${sessionsPath()}`,
    `/v3${BASE}${sessionsPath()}`,
    sessionsPath(),
    `${BASE}${sessionsPath()}`.toUpperCase(),
    `${BASE}/3sWXSsqHgSKnE87YkNJK/users//sessions`,
    `${BASE}/3sWXSsqHgSKnE87YkNJK/users/a/b/sessions`,
  ])('%j', async (path) => {
    expect(await refusalOf(mock, { path })).toEqual({
      status: 404,
      message: 'There is nothing at this path. Try GET /api/app/{projectKey}/users/{userId}/sessions.',
    });
  });

  test('below another base path, which the message names', async () => {
    const rebased = createMock({ basePath: '/inner/api.app', users: 0 });
    expect((await ask(rebased)).text).toBe(documentedReply);
    const { message } = await refusalOf(rebased, { path: `/inner/api-app${sessionsPath()}` });
    expect(message).toContain('GET /inner/api.app/{projectKey}');
  });
});

describe('a method', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'get', 'QUERY'])('%s: 405 with Allow', async (method) => {
    const { status, headers, text } = await ask(mock, { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(text).toContain(method);
  });

  test('HEAD: like GET, without the body', async () => {
    for (const what of [
      {},
      { authorization: null },
      { projectKey: 'nowhere' },
      { query: 'end_date=x' },
      { path: '/' },
    ]) {
      const head = await ask(mock, { ...what, method: 'HEAD' });
      expect(head).toEqual({ ...(await ask(mock, what)), text: undefined });
    }
  });

  test('OPTIONS: 204 with Allow, and no key needed', async () => {
    const reply = await ask(mock, { method: 'OPTIONS', authorization: null });
    expect(reply).toEqual({ status: 204, headers: { allow: 'GET, HEAD, OPTIONS' }, text: undefined });
  });
});
