import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWholeNumber } from '../../../src/api/v1/whole-number.ts';

const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

test('every release reads a number of plain digits, with blanks around it', () => {
  fc.assert(
    fc.property(whole, fc.constantFrom('', ' ', '\t', '\u00a0', '\u3000'), (value, blank) => {
      for (const release of ['1.10', 'last'] as const) {
        expect(readWholeNumber(`${blank}${value}${blank}`, release)).toEqual({ value });
      }
    }),
  );
});

test.each([
  ['1_000', 1000n, 1000n],
  ['+5', 5n, 5n],
  ['12.0', undefined, 12n],
  ['1.', undefined, undefined],
  ['12.5', undefined, undefined],
  ['0__1', undefined, 1n],
  ['0-9', undefined, -9n],
  ['１２', 12n, undefined],
  ['٣𝟗', 39n, undefined],
  ['²', undefined, undefined],
  ['', undefined, undefined],
  ['1e3', undefined, undefined],
  ['_1', undefined, undefined],
  ['+-1', undefined, undefined],
])('%j is %s in v1.10 and %s in the last release', (text, first, last) => {
  const read = (release: '1.10' | 'last') => {
    const number = readWholeNumber(text, release);
    return 'value' in number ? number.value : undefined;
  };
  expect([read('1.10'), read('last')]).toEqual([first, last]);
});

test('4301 digits are too many', () => {
  const digits = '1'.repeat(4301);
  for (const release of ['1.10', 'last'] as const) {
    expect(readWholeNumber(digits.slice(1), release)).toHaveProperty('value');
    expect(readWholeNumber(digits, release)).toEqual({ fault: 'int_parsing_size' });
    expect(readWholeNumber(` ${digits}`, release)).toEqual({ fault: 'int_parsing' });
  }
});
