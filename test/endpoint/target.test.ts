import { describe, expect, test } from 'vitest';
import { createTargetReader } from '../../src/endpoint/target.ts';
import { getUserSessions } from '../../src/schema/operation.ts';

/** Reads targets, and counts what was read and not remembered. */
function createReader() {
  const read: string[] = [];
  const targetOf = createTargetReader({
    basePath: '/api/app',
    operations: [
      [
        getUserSessions,
        (projectKey, { userId = '' }) => {
          read.push(`${projectKey}/${userId}`);
          return (query) => ({ status: 200, headers: { 'x-query': query }, body: undefined });
        },
      ],
    ],
    hasProject: (projectKey) => projectKey === 'shop',
  });
  return { targetOf, read };
}

const pathOf = (userId: string, projectKey = 'shop') => `/api/app/${projectKey}/users/${userId}/sessions`;

describe('the target of a path', () => {
  test('is read once for as many requests as ask for it', () => {
    const { targetOf, read } = createReader();
    const first = targetOf(pathOf('ada'));
    expect(targetOf(pathOf('ada'))).toBe(first);
    expect(targetOf(pathOf('bob'))).not.toBe(first);
    expect(read).toEqual(['shop/ada', 'shop/bob']);
  });

  test('answers each query for itself', async () => {
    const { targetOf } = createReader();
    const target = targetOf(pathOf('ada'));
    expect([await target?.answer('a=1'), await target?.answer('')]).toMatchObject([
      { headers: { 'x-query': 'a=1' } },
      { headers: { 'x-query': '' } },
    ]);
  });

  test('has the decoded names of project and user; none where the encoding is broken', () => {
    const { targetOf } = createReader();
    expect(targetOf(pathOf('a%40b%2Fc'))).toMatchObject({ projectKey: 'shop', userId: 'a@b/c' });
    expect(targetOf(pathOf('%E0%A4'))).toMatchObject({ projectKey: 'shop', userId: undefined });
    expect(targetOf(pathOf('ada', '%'))).toMatchObject({ projectKey: undefined, userId: 'ada' });
  });

  test('of a project that does not exist is a refusal, the second time too', async () => {
    const { targetOf, read } = createReader();
    for (const target of [targetOf(pathOf('ada', 'none')), targetOf(pathOf('ada', 'none'))]) {
      expect(await target?.answer('')).toMatchObject({ status: 404 });
    }
    expect(read).toEqual([]);
  });

  test('is none for a path of no operation', () => {
    const { targetOf } = createReader();
    expect(['/', '/api/app/shop/users/ada', `${pathOf('ada')}/`].map(targetOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is forgotten when many others were asked for since, and then read again', () => {
    const { targetOf, read } = createReader();
    targetOf(pathOf('ada'));
    for (let index = 0; index < 1_000; index += 1) targetOf(pathOf(`user-${index}`));
    targetOf(pathOf('ada'));
    expect(read.filter((each) => each === 'shop/ada')).toHaveLength(2);
  });

  test('of a path that is very long is not remembered', () => {
    const { targetOf, read } = createReader();
    const long = 'a'.repeat(600);
    expect([targetOf(pathOf(long))?.userId, targetOf(pathOf(long))?.userId]).toEqual([long, long]);
    expect(read).toHaveLength(2);
  });
});
