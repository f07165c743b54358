import { describe, expect, test } from 'vitest';
import { getUserSessions } from '../../src/api/operation.ts';
import { type Answer, createTargetReader } from '../../src/serve/target.ts';

const MOST_PATHS = 10_000;
const answer: Answer = () => ({ status: 200, headers: {}, body: undefined });
const createReader = () => createTargetReader(new Map([[getUserSessions, answer]]), '/api/app');
const pathOf = (userId: string, projectKey = 'shop') => `/api/app/${projectKey}/users/${userId}/sessions`;

describe('the target of a path', () => {
  test('has the names in the path, decoded; none where the encoding is broken', () => {
    const targetOf = createReader();
    expect(targetOf(pathOf('a%40b%2Fc'))).toEqual({ answer, segments: { projectKey: 'shop', userId: 'a@b/c' } });
    expect(targetOf(pathOf('%E0%A4'))?.segments).toEqual({ projectKey: 'shop', userId: undefined });
    expect(targetOf(pathOf('ada', '%'))?.segments).toEqual({ projectKey: undefined, userId: 'ada' });
  });

  test('is none for a path of no operation', () => {
    const none = ['/', '/api/app/shop/users/ada', `${pathOf('ada')}/`, pathOf(''), pathOf('a/b'), `/x${pathOf('ada')}`];
    expect(none.map(createReader())).toEqual(none.map(() => undefined));
  });

  test('is read once for as many requests as ask for it', () => {
    const targetOf = createReader();
    const ada = targetOf(pathOf('ada'));
    const bob = targetOf(pathOf('bob'));
    expect(bob?.segments.userId).toBe('bob');
    expect([targetOf(pathOf('ada')), targetOf(pathOf('bob'))]).toEqual([ada, bob]);
    expect(targetOf(pathOf('ada'))).toBe(ada);
  });

  test('is right, and stays known, while any number of others are asked for', () => {
    const targetOf = createReader();
    const ada = targetOf(pathOf('ada'));
    for (let index = 0; index < 2 * MOST_PATHS; index += 1) {
      if (targetOf(pathOf(`user-${index}`))?.segments.userId !== `user-${index}`) expect.fail(`user-${index}`);
    }
    expect(targetOf(pathOf('ada'))).toBe(ada);
  });

  test('makes room in the end, so that the paths asked for now are known', () => {
    const targetOf = createReader();
    const ada = targetOf(pathOf('ada'));
    for (let index = 0; index < 11 * MOST_PATHS; index += 1) targetOf(pathOf(`user-${index}`));
    const last = targetOf(pathOf('eve'));
    expect(targetOf(pathOf('eve'))).toBe(last);
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
