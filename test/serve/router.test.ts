import { describe, expect, test } from 'vitest';
import { documentedApi } from '../../src/api/documented/api.ts';
import { getUserSessions } from '../../src/api/documented/operations.ts';
import type { Operation } from '../../src/api/operation.ts';
import { createRouter, refusePath, rowFor } from '../../src/serve/router.ts';

const MOST_PATHS = 10_000;
const rows = [{ operation: getUserSessions }];
const createReader = () => createRouter([{ api: documentedApi, basePath: '/api/app', rows }]).targetOf;
const pathOf = (userId: string, projectKey = 'shop') => `/api/app/${projectKey}/users/${userId}/sessions`;

describe('the target of a path', () => {
  test('has the decoded names in the path; undefined where the encoding is broken', () => {
    const targetOf = createReader();
    expect(targetOf(pathOf('a%40b%2Fc'))?.segments).toEqual({ projectKey: 'shop', userId: 'a@b/c' });
    expect(targetOf(pathOf('%E0%A4'))?.segments).toEqual({ projectKey: 'shop', userId: undefined });
    expect(targetOf(pathOf('ada', '%'))?.segments).toEqual({ projectKey: undefined, userId: 'ada' });
  });

  test('is undefined for a path without an operation', () => {
    const none = ['/', '/api/app/shop/users/ada', `${pathOf('ada')}/`, pathOf(''), pathOf('a/b'), `/x${pathOf('ada')}`];
    expect(none.map(createReader())).toEqual(none.map(() => undefined));
  });

  test('is read once for all requests', () => {
    const targetOf = createReader();
    const ada = targetOf(pathOf('ada'));
    const bob = targetOf(pathOf('bob'));
    expect(bob?.segments.userId).toBe('bob');
    expect([targetOf(pathOf('ada')), targetOf(pathOf('bob'))]).toEqual([ada, bob]);
    expect(targetOf(pathOf('ada'))).toBe(ada);
  });

  test('stays cached while it is used again and again, whatever else is requested', () => {
    const targetOf = createReader();
    const ada = targetOf(pathOf('ada'));
    for (let index = 0; index < 2 * MOST_PATHS; index += 1) {
      if (targetOf(pathOf(`user-${index}`))?.segments.userId !== `user-${index}`) expect.fail(`user-${index}`);
      if (index % 1_000 === 0 && targetOf(pathOf('ada')) !== ada) expect.fail(`forgotten after ${index}`);
    }
  });

  test('is evicted once enough other paths were requested, and is read the same again', () => {
    const targetOf = createReader();
    const [ada, bob] = [targetOf(pathOf('ada')), targetOf(pathOf('bob'))];
    for (let index = 0; index < MOST_PATHS - 1; index += 1) targetOf(pathOf(`user-${index}`));
    expect(targetOf(pathOf('bob'))).toBe(bob);
    expect(targetOf(pathOf('ada'))).not.toBe(ada);
    expect(targetOf(pathOf('ada'))).toEqual(ada);
  });

  test('is read each time where the path is very long', () => {
    const targetOf = createReader();
    const long = 'a'.repeat(600);
    const first = targetOf(pathOf(long));
    expect(targetOf(pathOf(long))).toEqual(first);
    expect(targetOf(pathOf(long))).not.toBe(first);
  });
});

describe('several operations', () => {
  const of = (operationId: string, method: Operation['method'], path: Operation['path']): { operation: Operation } => ({
    operation: { ...getUserSessions, operationId, method, path },
  });
  const list = of('list', 'GET', '/{projectKey}/users');
  const add = of('add', 'POST', '/{projectKey}/users');
  const remove = of('remove', 'DELETE', '/{projectKey}/users/{userId}');
  const other = of('other', 'POST', '/{projectKey}/users');
  const closed = { ...documentedApi, id: 'closed', isForPages: false };
  const mounted = [
    { api: documentedApi, basePath: '/a', rows: [list, add, remove] },
    { api: closed, basePath: '/b', rows: [other] },
  ];
  const { targetOf } = createRouter(mounted);
  const methodOf = (path: string, method: string) => {
    const target = targetOf(path);
    return target && rowFor(target, method);
  };

  test('of one path are told apart by their method, HEAD counting as GET', () => {
    expect(['GET', 'HEAD', 'POST'].map((method) => methodOf('/a/shop/users', method))).toEqual([list, list, add]);
    expect(methodOf('/a/shop/users/ada', 'DELETE')).toBe(remove);
    expect(methodOf('/b/shop/users', 'POST')).toBe(other);
  });

  test('allow the methods of their path, and OPTIONS where pages may use the API', () => {
    expect(targetOf('/a/shop/users')?.allow).toBe('GET, HEAD, POST, OPTIONS');
    expect(targetOf('/a/shop/users/ada')?.allow).toBe('DELETE, OPTIONS');
    expect(targetOf('/b/shop/users')?.allow).toBe('POST');
  });

  test('refuse every other method', () => {
    for (const method of ['PUT', 'OPTIONS', 'get', 'toString', '']) {
      const problem = { kind: 'wrong-method', method, allow: 'GET, HEAD, POST, OPTIONS' };
      expect(methodOf('/a/shop/users', method)).toEqual({ problem });
    }
    expect(methodOf('/b/shop/users', 'GET')).toHaveProperty('problem.allow', 'POST');
  });

  test('name themselves where a path leads nowhere', () => {
    const known = ['GET /a/{projectKey}/users', 'POST /a/{projectKey}/users', 'DELETE /a/{projectKey}/users/{userId}'];
    expect(mounted[0] && refusePath(mounted[0], { method: 'GET', path: '/c' }).problem).toEqual({
      kind: 'unknown-path',
      method: 'GET',
      path: '/c',
      known,
    });
  });
});

test('braces in a base path are not parameters', () => {
  const { targetOf } = createRouter([{ api: documentedApi, basePath: '/{x}', rows }]);
  expect(targetOf('/{x}/shop/users/ada/sessions')?.segments).toEqual({ projectKey: 'shop', userId: 'ada' });
  expect(targetOf('/y/shop/users/ada/sessions')).toBeUndefined();
});
