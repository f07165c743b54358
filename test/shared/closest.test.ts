import { expect, it } from 'vitest';
import { closest } from '../../src/shared/closest.ts';

const NAMES = ['users', 'seed', 'projects', 'basePath', 'now'];

it.each([
  ['usr', 'users'],
  ['sede', 'seed'],
  ['Seed', 'seed'],
  ['project', 'projects'],
  ['base-path', 'basePath'],
  ['nwo', 'now'],
])('%s was meant to be %s', (given, meant) => {
  expect(closest(given, NAMES)).toBe(meant);
});

it.each(['', 'x', 'fixtures', 'on', 'password'])('%j is close to none of them', (given) => {
  expect(closest(given, NAMES)).toBeUndefined();
});
