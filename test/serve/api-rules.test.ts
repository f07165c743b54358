import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Api } from '../../src/api/api.ts';
import { documentedApi } from '../../src/api/documented/api.ts';
import { createHandler, type HandlerOptions } from '../../src/serve/handle.ts';
import { placeOf } from '../../src/serve/place.ts';
import { createRow } from '../../src/serve/row.ts';
import type { Backend } from '../../src/serve/service.ts';
import { EMPTY_BACKEND } from '../support/backend.ts';

const common = {
  summary: 'Echo',
  description: 'Echoes.',
  tag: 'Sessions',
  pathParameters: z.object({ name: z.string() }),
  queryParameters: z.object({ a: z.string().optional() }),
  replies: { 200: { description: 'What was asked.' } },
} as const;
const show = { ...common, operationId: 'show', method: 'GET', path: '/{name}/show' } as const;
const put = {
  ...common,
  operationId: 'put',
  method: 'PUT',
  path: '/{name}/bytes',
  body: { schema: z.unknown(), required: false, checkedBy: 'answer', form: 'bytes' },
} as const;
const take = { ...put, operationId: 'take', path: '/{name}/take', body: { ...put.body, form: 'json' } } as const;
const need = {
  ...take,
  operationId: 'need',
  path: '/{name}/need',
  body: { ...take.body, schema: z.object({ n: z.int() }), checkedBy: 'schema' },
} as const;

const rows = [
  createRow<Backend, typeof show>(show, (_, { path, query }) => ({ path, query })),
  createRow<Backend, typeof put>(put, (_, { body }) => ({ isBytes: body instanceof Uint8Array })),
  createRow<Backend, typeof take>(take, (_, { body }) => ({ body })),
  createRow<Backend, typeof need>(need, (_, { body }) => ({ body })),
];

/** An API without keys and with no rules of its own; it reports what is wrong with a request. */
const plain: Api = {
  id: 'plain',
  basePath: '/plain',
  operations: [show, put, take, need],
  security: documentedApi.security,
  checks: ['size', 'path', 'query', 'body'],
  isForPages: true,
  info: documentedApi.info,
  refuse: (problem) => ({ status: 400, body: problem }),
};

interface Asked {
  readonly method?: string;
  readonly query?: string;
  readonly text?: string;
  readonly rawHeaders?: readonly string[];
  readonly basePath?: string;
  readonly isLate?: boolean;
}

/** Asks a handler of a single API, which is loaded late on request. */
async function ask(api: Api, path: string, { basePath = api.basePath, isLate = false, ...asked }: Asked = {}) {
  const service = { api, rows };
  const entry = isLate ? { load: async () => service } : { service };
  const services: HandlerOptions['services'] = [{ place: placeOf(api), ...entry }];
  const trouble = { isActive: false, next: () => undefined, peek: () => undefined };
  const handle = createHandler({ services, basePath, backend: EMPTY_BACKEND, keys: [], trouble });
  const { method = 'GET', query = '', text, rawHeaders } = asked;
  const readBody = text === undefined ? undefined : async () => new TextEncoder().encode(text);
  const { status, headers, body } = await handle({ method, path, query, readBody, rawHeaders });
  return { status, headers, body: body && JSON.parse(new TextDecoder().decode(body)) };
}

describe('a parameter that is repeated', () => {
  test.each([
    ['none', undefined],
    ['first', 'one'],
    ['last', 'two'],
  ] as const)('counts by the rule of the API: %s', async (repeatedParameter, a) => {
    const { body } = await ask({ ...plain, repeatedParameter }, '/plain/ada/show', { query: 'a=one&a=other&a=two' });
    if (a === undefined)
      expect(body).toEqual({ kind: 'repeated-parameter', name: 'a', values: ['one', 'other', 'two'] });
    else expect(body.query).toEqual({ a });
  });

  test('is refused where the API has no rule', async () => {
    expect((await ask(plain, '/plain/ada/show', { query: 'a=1&a=2' })).status).toBe(400);
    expect((await ask(plain, '/plain/ada/show', { query: 'a=1' })).body.query).toEqual({ a: '1' });
  });
});

describe('an operation that checks its body itself', () => {
  test('receives the bytes, or any JSON, or an empty object', async () => {
    expect((await ask(plain, '/plain/ada/bytes', { method: 'PUT', text: '{' })).body).toEqual({ isBytes: true });
    expect((await ask(plain, '/plain/ada/bytes', { method: 'PUT' })).body).toEqual({ isBytes: false });
    expect((await ask(plain, '/plain/ada/take', { method: 'PUT', text: '[1]' })).body).toEqual({ body: [1] });
    expect((await ask(plain, '/plain/ada/take', { method: 'PUT' })).body).toEqual({ body: {} });
  });

  test('differs from one whose body is checked even if it is missing', async () => {
    expect((await ask(plain, '/plain/ada/need', { method: 'PUT' })).body).toMatchObject({ kind: 'bad-body' });
    expect((await ask(plain, '/plain/ada/need', { method: 'PUT', text: '{"n":1}' })).body).toEqual({ body: { n: 1 } });
  });
});

describe('an API that reads paths itself', () => {
  const reading: Api = {
    ...plain,
    readPath: (path, query, header) => {
      if (path.endsWith('/away')) return { status: 301, headers: { location: `${header?.('host')}?${query}` } };
      return { path: path.replaceAll('%61', 'a') };
    },
  };

  test('receives the parameters that it read', async () => {
    expect((await ask(reading, '/plain/%61d%25/show')).body.path).toEqual({ name: 'ad%25' });
    expect((await ask(plain, '/plain/%61d%25/show')).body.path).toEqual({ name: 'ad%' });
  });

  test('may redirect the client, knowing query and headers', async () => {
    const asked = { query: 'a=1', rawHeaders: ['Accept', 'x', 'Host', 'one', 'HOST', 'two'] };
    const { status, headers } = await ask(reading, '/plain/away', asked);
    expect([status, headers]).toEqual([301, { location: 'one?a=1' }]);
  });
});

describe('OPTIONS', () => {
  const granting: Api = {
    ...plain,
    readPreflight: (header) => (header('origin') ? { status: 200, headers: { granted: 'yes' } } : undefined),
  };
  const preflight = { method: 'OPTIONS', rawHeaders: ['Origin', 'http://a.test'] };

  test.each([true, false])('on any path is answered as the API decides, loaded late or not: %s', async (isLate) => {
    for (const path of ['/plain/ada/show', '/plain/nowhere', '/'])
      expect((await ask(granting, path, { ...preflight, isLate })).headers).toEqual({ granted: 'yes' });
    expect((await ask(granting, '/plain/ada/show', { isLate })).body.path).toEqual({ name: 'ada' });
  });

  test('is otherwise answered with the methods of the path, or as the API says', async () => {
    const asked = { method: 'OPTIONS' };
    for (const api of [granting, plain])
      expect(await ask(api, '/plain/ada/show', asked)).toMatchObject({
        status: 204,
        headers: { allow: 'GET, HEAD, OPTIONS' },
      });
    expect(await ask({ ...plain, options: { status: 200 } }, '/plain/ada/show', asked)).toMatchObject({
      status: 200,
      headers: {},
    });
    expect((await ask({ ...plain, isForPages: false }, '/plain/ada/show', asked)).body.kind).toBe('wrong-method');
  });

  test('is not a preflight where another method is requested', async () => {
    expect((await ask(granting, '/plain/ada/show', { ...preflight, method: 'GET' })).headers).not.toHaveProperty(
      'granted',
    );
  });
});

test('what an API adds to its replies is on each of them, and may depend on the headers of the request', async () => {
  const marking: Api = {
    ...plain,
    finish: ({ status, headers, body }, header) => ({
      status,
      headers: { ...headers, 'x-asked-by': header('user-agent') ?? 'nobody' },
      body,
    }),
  };
  const rawHeaders = ['User-Agent', 'ada'];
  for (const [path, isLate] of [
    ['/plain/ada/show', false],
    ['/plain/ada/show', true],
    ['/plain/nowhere', false],
    ['/plain/nowhere', true],
  ] as const) {
    expect((await ask(marking, path, { rawHeaders, isLate })).headers['x-asked-by']).toBe('ada');
    expect((await ask(marking, path, { isLate })).headers['x-asked-by']).toBe('nobody');
  }
  const later: Api = {
    ...marking,
    finish: async (reply, header, method) => marking.finish?.(reply, header, method) ?? reply,
  };
  expect((await ask(later, '/plain/ada/show', { rawHeaders })).headers['x-asked-by']).toBe('ada');
});

test('a body of more bytes than the API sends at once is sent without its length', async () => {
  const { headers } = await ask(plain, '/plain/ada/show');
  const size = Number(headers['content-length']);
  expect(size).toBeGreaterThan(0);
  const lengths = [size, size - 1].map(
    async (chunksAbove) => (await ask({ ...plain, chunksAbove }, '/plain/ada/show')).headers['content-length'],
  );
  expect(await Promise.all(lengths)).toEqual([String(size), undefined]);
});

describe('an API at several places', () => {
  const twice: Api = { ...plain, otherBasePaths: ['/other'] };

  test('answers at each of them, and names the requested one where a path leads nowhere', async () => {
    for (const base of ['/plain', '/other']) {
      expect((await ask(twice, `${base}/ada/show`)).body.path).toEqual({ name: 'ada' });
      expect((await ask(twice, `${base}/nowhere`)).body.known[0]).toBe(`GET ${base}/{name}/show`);
    }
    expect((await ask(twice, '/')).body.known[0]).toBe('GET /plain/{name}/show');
    expect((await ask(twice, '/otherwise/')).body.known[0]).toBe('GET /plain/{name}/show');
  });

  test('moves to another place instead of these where one is given', async () => {
    const basePath = '/elsewhere';
    expect((await ask(twice, '/elsewhere/ada/show', { basePath })).status).toBe(200);
    for (const path of ['/plain/ada/show', '/other/ada/show'])
      expect((await ask(twice, path, { basePath })).body.kind).toBe('unknown-path');
  });
});
