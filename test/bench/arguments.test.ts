import { expect, it } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

const NAMES = ['http', 'spawn'];

it('takes five rounds of two seconds of everything unless told otherwise', () => {
  expect(readArguments([], NAMES)).toEqual({ only: undefined, rounds: 5, seconds: 2, json: undefined, readme: false });
});

it('takes names joined by commas or one by one', () => {
  expect(readArguments(['--only', 'http,spawn'], NAMES).only).toEqual(NAMES);
  expect(readArguments(['--only', 'http', '--only', 'spawn'], NAMES).only).toEqual(NAMES);
});

it.each([
  [['--only', 'htpp'], 'there is no measure "htpp". There are http, spawn'],
  [['--rounds', '0'], '--rounds must be a number above 0, received "0"'],
  [['--rounds', '2.5'], '--rounds must be a whole number, received "2.5"'],
  [['--seconds', '1e3'], '--seconds must be a number above 0, received "1e3"'],
  [['--readme', '--only', 'http'], '--readme: the README has all measures; leave --only out'],
  [['--round', '3'], '--round'],
])('refuses %j', (args, message) => {
  expect(() => readArguments(args, NAMES)).toThrow(UsageError);
  expect(() => readArguments(args, NAMES)).toThrow(message);
});
