import { expect, test } from 'vitest';
import * as z from 'zod';
import { OptionError } from '../../src/shared/errors.ts';
import { parseInputBy, parseOptionsBy } from '../../src/shared/parse-options.ts';

const schema = z.strictObject({
  size: z.int().min(1, 'must be 1 or more').default(3),
  keys: z.array(z.string().min(2, 'must be long')).default([]),
  limits: z.strictObject({ bytes: z.int() }).optional(),
  rules: z.array(z.strictObject({ status: z.int().max(599, 'must be 599 or less').optional() })).optional(),
});
const parse = (options: unknown) => parseOptionsBy(schema, options, { attempt: 'build', keys: ['keys'] });

test('defaults are filled in', () => {
  expect(parse({})).toEqual({ size: 3, keys: [] });
});

test.each<[string, unknown, string]>([
  ['a value out of range', { size: 0 }, 'option size: must be 1 or more, received 0.'],
  ['a nested one', { limits: { bytes: 'x' } }, 'option limits.bytes: expected a number, received "x".'],
  [
    'a key in a list, which is not shown',
    { keys: ['Z'] },
    'option keys: must be long, received a key that is not shown.',
  ],
  ['what JSON cannot write', { size: 1n }, 'option size: expected a number, received 1.'],
  ['a field in a list', { rules: [{}, { status: 600 }] }, 'option rules[1].status: must be 599 or less, received 600.'],
  ['an unknown option', { sise: 1 }, 'options: there is no field "sise" (did you mean "size"?).'],
  [
    'an unknown field in a list',
    { rules: [{ stauts: 503 }] },
    'option rules: there is no field "stauts" (did you mean "status"?), received [{"stauts":503}].',
  ],
  ['an unknown option that is like none', { colour: 1 }, 'options: there is no field "colour".'],
  ['what is no object', 7, 'options: expected an object.'],
])('%s is refused in one sentence', (_, options, sentence) => {
  const attempt = () => parse(options);
  expect(attempt).toThrow(OptionError);
  expect(attempt).toThrow(new OptionError(`Failed to build: ${sentence}`));
});

test('an input is refused with everything that is wrong', () => {
  const input = { size: 0, limits: { bytes: 'x' } };
  expect(() => parseInputBy(schema, input, 'set it')).toThrow(/^Failed to set it: size: .*; limits\.bytes: .*"x"\.$/);
});
