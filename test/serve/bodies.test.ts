import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Api } from '../../src/api/api.ts';
import { documentedApi } from '../../src/api/documented/api.ts';
import type { Problem } from '../../src/api/problem.ts';
import { createHandler } from '../../src/serve/handle.ts';
import { BodyTooLarge } from '../../src/serve/message.ts';
import { placeOf } from '../../src/serve/place.ts';
import { createRow } from '../../src/serve/row.ts';
import type { Backend } from '../../src/serve/service.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';
import { EMPTY_BACKEND } from '../support/backend.ts';

const countEvents = {
  operationId: 'countEvents',
  method: 'POST',
  path: '/{projectKey}/count',
  summary: 'Count',
  description: 'Counts.',
  tag: 'Sessions',
  pathParameters: z.object({ projectKey: z.string() }),
  queryParameters: z.object({}),
  body: { schema: z.object({ userId: z.string() }), required: true, checkedBy: 'schema', mostBytes: 40 },
  replies: { 201: { description: 'Counted.', schema: z.object({ count: z.int() }) } },
} as const;

const getNothing = { ...countEvents, operationId: 'getNothing', method: 'GET', body: undefined } as const;

/** An API that says nothing of a problem but its kind, in its own form. */
const api: Api = {
  ...documentedApi,
  id: 'counting',
  basePath: '/count',
  operations: [countEvents],
  security: {
    ...documentedApi.security,
    scheme: 'bearer',
    toHeader: (key) => `Bearer ${key}`,
    readKey: (header) => /^Bearer (.+)$/.exec(header)?.[1],
  },
  checks: ['key', 'project', 'size', 'path', 'body'],
  refuse: ({ kind }: Problem) => ({ status: 400, headers: { 'content-type': 'text/plain' }, text: kind }),
};

const backend: Backend = {
  ...EMPTY_BACKEND,
  hasProject: (projectKey) => projectKey === 'shop',
  find: (_, userId) => (userId === 'later' ? Promise.resolve(new EventBuffer()) : new EventBuffer()),
};
const row = createRow<Backend, typeof countEvents>(countEvents, async ({ find }, { path, body }) => ({
  count: (await find(path.projectKey, body.userId)).length,
}));
const { pathParameters, queryParameters, ...rest } = getNothing;
const { body: _none, ...bare } = rest;
const nothing = createRow<Backend, (typeof documentedApi.operations)[number]>(
  { ...bare, pathParameters, queryParameters },
  () => ({ count: 0 }),
);
const handle = createHandler({
  services: [{ place: placeOf(api), service: { api, rows: [row, nothing] } }],
  basePath: '/count',
  backend,
  keys: ['key'],
  trouble: { isActive: false, next: () => undefined, peek: () => undefined },
});

const bytes = (text: string) => new TextEncoder().encode(text);

async function ask(text: string | undefined, { authorization = 'Bearer key', project = 'shop', method = 'POST' } = {}) {
  let reads = 0;
  const reply = await handle({
    method,
    path: `/count/${project}/count`,
    query: '',
    authorization,
    ...(text !== undefined && {
      readBody: async () => {
        reads += 1;
        return bytes(text);
      },
    }),
  });
  return { status: reply.status, headers: reply.headers, text: new TextDecoder().decode(reply.body), reads };
}

describe('an operation with a body', () => {
  test('receives it, checked', async () => {
    const expected = { status: 201, text: '{"count":0}', reads: 1 };
    expect(await ask('{"userId":"ada"}')).toMatchObject(expected);
    expect(await ask('{"userId":"later"}')).toMatchObject(expected);
  });

  test.each([
    ['without one', undefined, 'missing-body'],
    ['with an empty one', '', 'missing-body'],
    ['with one that is no JSON', '{', 'broken-body'],
    ['with one that breaks its schema', '{"userId":7}', 'bad-body'],
    ['with one that is too long', `{"userId":"${'a'.repeat(40)}"}`, 'large-body'],
  ])('is refused %s, in the words of its API', async (_, text, kind) => {
    expect(await ask(text)).toMatchObject({
      status: 400,
      text: kind,
      headers: { 'content-type': 'text/plain', 'content-length': String(kind.length) },
    });
  });

  test('is refused where the host accepts no more', async () => {
    const readBody = () => Promise.reject(new BodyTooLarge(7));
    const request = { method: 'POST', path: '/count/shop/count', query: '', authorization: 'Bearer key', readBody };
    expect(new TextDecoder().decode((await handle(request)).body)).toBe('large-body');
  });

  test('is refused where that is not JSON in UTF-8', async () => {
    const readBody = async () => Uint8Array.of(0x22, 0xff, 0x22);
    const request = { method: 'POST', path: '/count/shop/count', query: '', authorization: 'Bearer key', readBody };
    expect(new TextDecoder().decode((await handle(request)).body)).toBe('broken-body');
  });

  test('leaves it unread where its head decides', async () => {
    expect(await ask('{', { authorization: 'key' })).toMatchObject({ text: 'wrong-key', reads: 0 });
    expect(await ask('{', { authorization: '' })).toMatchObject({ text: 'missing-key', reads: 0 });
    expect(await ask('{', { project: 'other' })).toMatchObject({ text: 'unknown-project', reads: 0 });
    expect(await ask('{', { method: 'PUT' })).toMatchObject({ text: 'wrong-method', reads: 0 });
  });

  test('is the only one whose body is read', async () => {
    expect(await ask('{', { method: 'GET' })).toMatchObject({ status: 201, text: '{"count":0}', reads: 0 });
  });
});
