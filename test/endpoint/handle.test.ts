import { describe, expect, test } from 'vitest';
import { createMock, DEVELOPMENT_KEY, DOCUMENTED_USER_ID, type Mock } from '../../src/index.ts';
import { ask, askData, sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';

const BASE = '/api/app';
const mock = createMock({ users: 0, projects: ['3sWXSsqHgSKnE87YkNJK', 'other'] });

/** One clear sentence and nothing else. */
async function refusal(what: Parameters<typeof ask>[1], subject: Mock = mock) {
  const { status, headers, text = '' } = await ask(subject, what);
  expect(headers['content-type']).toBe('application/json');
  expect(headers['content-length']).toBe(String(new TextEncoder().encode(text).length));
  const body = JSON.parse(text);
  expect(body).toEqual({ errors: [expect.stringMatching(/^[A-Z].*\.$|^(start|end)_date .*\.$|^userId .*\.$/s)] });
  return { status, message: String(body.errors[0]) };
}

test('answers the documented request with the documented reply', async () => {
  expect(await ask(mock)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json', 'content-length': String(documentedReply.length) },
    text: documentedReply,
  });
});

test('answers a documented user without a promise', () => {
  const request = { method: 'GET', path: BASE + sessionsPath(), query: '', authorization: DEVELOPMENT_KEY };
  expect(mock.handle(request)).not.toBeInstanceOf(Promise);
});

describe('the key', () => {
  test.each([
    ['is missing', null],
    ['is empty', ''],
  ])('%s: 401', async (_, authorization) => {
    expect(await refusal({ authorization })).toEqual({ status: 401, message: expect.stringContaining('missing') });
  });

  test.each([
    ['is another', 'NotTheKey'],
    ['comes with a scheme', `Bearer ${DEVELOPMENT_KEY}`],
    ['is in other letters', DEVELOPMENT_KEY.toLowerCase()],
    ['is cut short', DEVELOPMENT_KEY.slice(0, -1)],
  ])('%s: 401, and is not repeated', async (_, authorization) => {
    const { status, message } = await refusal({ authorization });
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
    expect((await refusal(what)).status).toBe(status);
  });

  test('a stranger gets the same reply whether project and user exist or not', async () => {
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
      expect(await refusal({ projectKey })).toEqual({ status: 404, message: 'The project does not exist.' });
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
    `/v1${BASE}${sessionsPath()}`,
    sessionsPath(),
    `${BASE}${sessionsPath()}`.toUpperCase(),
    `${BASE}/3sWXSsqHgSKnE87YkNJK/users//sessions`,
    `${BASE}/3sWXSsqHgSKnE87YkNJK/users/a/b/sessions`,
  ])('%j', async (path) => {
    expect(await refusal({ path })).toEqual({
      status: 404,
      message: 'There is nothing at this path. Try GET /api/app/{projectKey}/users/{userId}/sessions.',
    });
  });

  test('below another base path, which the message names', async () => {
    const rebased = createMock({ basePath: '/v1/api.app', users: 0 });
    expect((await ask(rebased)).text).toBe(documentedReply);
    const { message } = await refusal({ path: `/v1/api-app${sessionsPath()}` }, rebased);
    expect(message).toContain('GET /v1/api.app/{projectKey}');
  });
});

describe('a method', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'get', 'QUERY'])('%s: 405 with Allow', async (method) => {
    const { status, headers, text } = await ask(mock, { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(text).toContain(method);
  });

  test('HEAD: as GET, without the body', async () => {
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

describe('the dates', () => {
  const first = 1623440905732;
  const last = 1623440919928;

  test.each([
    [`start_date=${first}`, 6],
    [`start_date=${first + 1}`, 5],
    [`start_date=${last}`, 1],
    [`start_date=${last + 1}`, 0],
    [`end_date=${last}`, 6],
    [`end_date=${last - 1}`, 5],
    [`end_date=${first}`, 1],
    [`end_date=${first - 1}`, 0],
    ['end_date=0', 0],
    ['start_date=0&end_date=8640000000000000', 6],
    [`start_date=${first}&end_date=${first}`, 1],
    [`end_date=${last - 1}&start_date=${first + 1}`, 4],
    [`start_date=${last}&end_date=${first}`, 0],
    [`start_date=000${last}`, 1],
    [`start_date=${encodeURIComponent(String(last)).replace('1', '%31')}`, 1],
    [`start%5Fdate=${last}`, 1],
    [`&&start_date=${last}&`, 1],
  ])('%s keeps %i events', async (query, count) => {
    expect(await askData(mock, { query })).toHaveLength(count);
  });

  test.each([`start_date=${first + 1}`, `start_date=${first}`, `end_date=${first}`, `end_date=${first - 1}`])(
    '%s keeps all or nothing of a session when windows go by session',
    async (query) => {
      const bySession = createMock({ window: 'session', users: 0 });
      const isKept = query === `start_date=${first}` || query === `end_date=${first}`;
      expect((await ask(bySession, { query })).text).toBe(isKept ? documentedReply : '{"data":[]}');
    },
  );

  test.each([
    '',
    'x',
    '-1',
    '+1',
    '1.0',
    '1e3',
    '%20',
    ' 1',
    '2021-06-11',
    '8640000000000001',
    '9'.repeat(400),
    '%F0%9F',
    'null',
  ])('refuse %j: 400 that names the parameter', async (text) => {
    for (const name of ['start_date', 'end_date']) {
      const { status, message } = await refusal({ query: `${name}=${text}` });
      expect([status, message.split(' ')[0]]).toEqual([400, name]);
      expect(message.length).toBeLessThan(250);
    }
  });

  test.each([
    'start_date=1&start_date=1',
    'start_date=1&start_date=2',
    'start_date&start_date=1',
    'end_date=1&x=1&end_date=1',
    'start_date=1&start%5fdate=1',
  ])('refuse %j, given twice: 400', async (query) => {
    expect((await refusal({ query })).status).toBe(400);
  });

  test('refuse a name without a value: 400', async () => {
    expect((await refusal({ query: 'start_date' })).status).toBe(400);
  });
});

test.each([
  'foo=bar',
  'START_DATE=x',
  'start_date[]=x',
  'startDate=x',
  'foo=1&foo=2',
  '__proto__=x&constructor=y',
  '%zz',
  '=&==&?',
  `pad=${'x'.repeat(10_000)}`,
])('ignores unknown parameters: %.40s', async (query) => {
  expect((await ask(mock, { query })).text).toBe(documentedReply);
});

describe('the user ID', () => {
  const state = createMock({ users: 0 });
  const seen = async (segment: string) => JSON.stringify(await askData(state, { userId: segment }));

  test.each([
    'mickael%40openreplay.com',
    '%6Dickael@openreplay%2ecom',
    [...DOCUMENTED_USER_ID].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
  ])('is the same when written as %s', async (userId) => {
    expect((await ask(mock, { userId })).text).toBe(documentedReply);
  });

  test.each([
    'Mickael@openreplay.com',
    'mickael@openreplay.com%20',
    'mickael%2540openreplay.com',
    'mickael@openreplay.com%00',
  ])('is not the same when written as %s', async (userId) => {
    expect((await ask(mock, { userId })).text).toBe('{"data":[]}');
  });

  test.each([
    'a/b',
    'a%2Fb',
    'a b',
    'a+b',
    '100%',
    '%41',
    '李雷',
    'é',
    'e\u0301',
    '👩‍🚀',
    '?',
    '#',
    '..',
    '__proto__',
    '\0',
    "'",
    ' ',
  ])('%j is recorded and found as one path segment, decoded once', async (userId) => {
    await state.record({ userId, events: [{ type: 'CLICK', label: `by ${userId}` }] });
    expect(await seen(encodeURIComponent(userId))).toContain(JSON.stringify(`by ${userId}`));
  });

  test('with a plus is not one with a space', async () => {
    await state.record({ userId: 'with+plus', events: [{ type: 'CLICK', label: 'plus' }] });
    expect(await seen('with+plus')).toContain('plus');
    expect(await seen('with%20plus')).toBe('[]');
  });

  test('that is composed differently is another', async () => {
    await state.record({ userId: 'caf\u00e9', events: [{ type: 'CLICK', label: 'composed' }] });
    expect(await seen(encodeURIComponent('cafe\u0301'))).toBe('[]');
  });

  test('of 256 characters is taken, of 257 refused: 400', async () => {
    expect((await ask(mock, { userId: 'x'.repeat(256) })).text).toBe('{"data":[]}');
    expect((await ask(mock, { userId: encodeURIComponent('李'.repeat(256)) })).text).toBe('{"data":[]}');
    expect((await refusal({ userId: 'x'.repeat(257) })).status).toBe(400);
    expect((await refusal({ userId: encodeURIComponent('李'.repeat(257)) })).status).toBe(400);
  });

  test.each(['%', '%4', '%zz', '%ff', '%C0%AF', '%ED%A0%80', 'a%', '%u0041'])(
    'in a broken encoding, %s: 400',
    async (userId) => {
      const { status, message } = await refusal({ userId });
      expect([status, message]).toEqual([400, expect.stringContaining('percent-encoded')]);
    },
  );

  test('that is unknown: 200 and no events', async () => {
    expect(await ask(mock, { userId: 'nobody' })).toMatchObject({ status: 200, text: '{"data":[]}' });
  });
});
