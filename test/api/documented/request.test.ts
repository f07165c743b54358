import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryParametersSchema } from '../../../src/api/documented/request.ts';
import { MAX_EPOCH_MS, projectKeySchema, userIdSchema } from '../../../src/api/scalars.ts';

const parse = (text: string) => queryParametersSchema.safeParse({ start_date: text, end_date: text });

describe('a date', () => {
  test('in digits, up to the latest date, is read as that number, leading zeros or not', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(4), (drawn, zeros) => {
        const value = drawn % (MAX_EPOCH_MS + 1);
        expect(parse('0'.repeat(zeros) + value).data).toEqual({ start_date: value, end_date: value });
      }),
    );
  });

  test('beyond the latest date is refused', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: BigInt(MAX_EPOCH_MS) + 1n, max: 10n ** 40n }), (value) => {
        expect(parse(String(value)).success).toBe(false);
      }),
    );
  });

  test('in anything but digits is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/^[0-9]+$/.test(text));
        expect(parse(text).success).toBe(false);
      }),
    );
  });

  test.each([
    '',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '-1',
    '-0',
    '1.0',
    '1e3',
    '0x10',
    '1_000',
    'NaN',
    'Infinity',
    '١٢',
    '１２',
    '2021-06-11',
  ])('%j is refused', (text) => {
    expect(parse(text).success).toBe(false);
  });

  test('may be left out', () => {
    expect(queryParametersSchema.parse({})).toEqual({});
  });
});

test.each(['a', 'A-b_9', '3sWXSsqHgSKnE87YkNJK', 'x'.repeat(64)])('%j is a project key', (key) => {
  expect(projectKeySchema.safeParse(key).success).toBe(true);
});

test.each(['', 'a b', 'a/b', 'ä', 'a\n', 'x'.repeat(65)])('%j is not a project key', (key) => {
  expect(projectKeySchema.safeParse(key).success).toBe(false);
});

test('a user ID has 1 to 256 characters of any kind', () => {
  expect(['', 'x'.repeat(257)].map((id) => userIdSchema.safeParse(id).success)).toEqual([false, false]);
  expect([' ', '\0', 'x'.repeat(256), '李'.repeat(256)].map((id) => userIdSchema.safeParse(id).success)).not.toContain(
    false,
  );
});
