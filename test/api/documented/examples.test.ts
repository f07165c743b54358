import { describe, expect, it } from 'vitest';
import { documentedApi } from '../../../src/api/documented/api.ts';
import { DOCUMENTED_EVENTS } from '../../../src/api/index.ts';
import type { NamedExample } from '../../../src/api/operation.ts';
import { createMock, DEVELOPMENT_KEY } from '../../../src/index.ts';

const { basePath, operations } = documentedApi;
const replies = operations.flatMap(({ path, replies: rows }) =>
  Object.entries(rows).map(([status, { schema, examples = {} }]) => ({ path, status, schema, examples })),
);
const examplesOf = (status: number): Readonly<Record<string, NamedExample>> =>
  replies.find((reply) => reply.status === String(status))?.examples ?? {};

interface Asked {
  readonly projectKey?: string;
  readonly userId?: string;
  readonly query?: string;
  readonly authorization?: string | undefined;
}

describe('the named examples', () => {
  it.each(replies)('of $status of $path fit its schema, and there is at least one', ({ schema, examples }) => {
    expect(Object.keys(examples).length).toBeGreaterThan(0);
    for (const { value } of Object.values(examples)) expect(schema?.parse(value)).toEqual(value);
  });

  it('begin with the documented reply, value for value and key for key', () => {
    const [[name, first] = []] = Object.entries(examplesOf(200));
    expect(name).toBe('documented');
    expect(JSON.stringify(first?.value)).toBe(JSON.stringify({ data: DOCUMENTED_EVENTS }));
  });

  it.each<[number, string, Asked]>([
    [400, 'badDate', { query: 'start_date=yesterday' }],
    [400, 'badUserId', { userId: 'x'.repeat(257) }],
    [401, 'missingKey', { authorization: undefined }],
    [401, 'wrongKey', { authorization: 'wrong' }],
    [404, 'unknownProject', { projectKey: 'nowhere' }],
  ])('say for %i %s what the mock says', async (status, name, asked) => {
    const { projectKey = '3sWXSsqHgSKnE87YkNJK', userId = 'ada', query = '' } = asked;
    const authorization = 'authorization' in asked ? asked.authorization : DEVELOPMENT_KEY;
    const path = `${basePath}/${projectKey}/users/${userId}/sessions`;
    const reply = await createMock({ users: 0 }).handle({ method: 'GET', path, query, authorization });
    expect(reply.status).toBe(status);
    expect(examplesOf(status)[name]?.value).toEqual(JSON.parse(new TextDecoder().decode(reply.body)));
  });

  it('are all covered here', () => {
    expect([400, 401, 404].flatMap((status) => Object.keys(examplesOf(status)))).toEqual([
      'badDate',
      'badUserId',
      'missingKey',
      'wrongKey',
      'unknownProject',
    ]);
  });
});
