import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote } from '../../../src/api/v2/go-quote.ts';
import { readPath } from '../../../src/api/v2/path.ts';

test('a text is quoted as the server quotes it', () => {
  const cases: Readonly<Record<string, string>> = {
    'é 1\u{1f600}': 'é 1\u{1f600}',
    'a"b\\c': 'a\\"b\\\\c',
    '\u0007\b\f\n\r\t\v': '\\a\\b\\f\\n\\r\\t\\v',
    '\0\u001f\u007f': '\\x00\\x1f\\x7f',
    '\u2028\u00a0\ufeff': '\\u2028\\u00a0\\ufeff',
    '\u{e0001}': '\\U000e0001',
  };
  for (const [text, quoted] of Object.entries(cases)) expect(quote(text)).toBe(`"${quoted}"`);
});

test('bytes that are not UTF-8 are written one by one', () => {
  const read = readPath('/a%ff%c3');
  if (!read || !('path' in read)) expect.fail('the path is clean');
  expect(quote(read.path)).toBe('"/a\\xff\\xc3"');
});

test('a quoted text is on one line, and has no bare quote inside', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(quote(text)).toMatch(/^"(?:[^"\\\p{C}]|\\.)*"$/u);
    }),
  );
});
