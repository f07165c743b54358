import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, cutMiddle } from '../../../src/contract/wire/cut.ts';
import { createRedactor } from '../../../src/contract/wire/redact.ts';

const KEY = 'Zq8kTwXv3pL9rMb2N5yH7cD1fG4jK6sA';
const { add, redact } = createRedactor();
add(KEY, '$KEY');

const hex = (character: string) => character.charCodeAt(0).toString(16);
/** All spellings of a key that are searched for. */
const spellings: Readonly<Record<string, (key: string) => string>> = {
  'as it is': (key) => key,
  'escaped for JSON': (key) => [...key].map((one) => `\\u00${hex(one)}`).join(''),
  'escaped for JSON twice': (key) => [...key].map((one) => `\\\\u00${hex(one)}`).join(''),
  'percent-encoded': (key) => [...key].map((one) => `%${hex(one)}`).join(''),
  'percent-encoded twice': (key) => [...key].map((one) => `%25${hex(one)}`).join(''),
  'as decimal entities': (key) => [...key].map((one) => `&#${one.charCodeAt(0)};`).join(''),
  'as entities in hex': (key) => [...key].map((one) => `&amp;#x${hex(one)};`).join(''),
  'half of it percent-encoded': (key) => key.slice(0, 16) + [...key.slice(16)].map((one) => `%${hex(one)}`).join(''),
  'in Base64': (key) => btoa(key),
  'in Base64 behind something else': (key) => btoa(`x:${key}:y`),
  'in hex': (key) => [...key].map(hex).join(''),
};

/** The characters of a spelling that are left in a text: fewer than four in a row reveal nothing. */
function leftOf(spelt: string, shown: string): string[] {
  const parts = Array.from({ length: spelt.length - 7 }, (_, at) => spelt.slice(at, at + 8));
  return parts.filter((part) => shown.includes(part));
}

describe('a key that spans a cut', () => {
  it.each(Object.entries(spellings))('is masked as a whole, wherever it is cut: %s', (_, spell) => {
    const spelt = spell(KEY);
    for (let before = 0; before <= spelt.length; before += 1) {
      const shown = redact(cut(`${'.'.repeat(400 - before)} ${spelt} and more`, 400));
      expect({ before, left: leftOf(spelt, shown) }).toEqual({ before, left: [] });
    }
  });

  it.each(Object.entries(spellings))('is masked where the middle is left out: %s', (_, spell) => {
    const spelt = spell(KEY);
    for (let behind = 0; behind <= 60; behind += 1) {
      const shown = redact(cutMiddle(`${'.'.repeat(900)} ${spelt} ${'.'.repeat(60 - behind)}`, 60));
      expect({ behind, left: leftOf(spelt, shown) }).toEqual({ behind, left: [] });
    }
  });
});

describe('a text', () => {
  it('is truncated if it is too long, and shown unchanged if it is not', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"'), maxLength: 60 }), (text) => {
        expect(redact(cut(text, 20))).toBe(text.length > 20 ? `${text.slice(0, 20)}…` : text);
        const middle = `${text.slice(0, 20)} … ${text.slice(-20)}`;
        expect(redact(cutMiddle(text, 20))).toBe(text.length > 40 ? middle : text);
      }),
    );
  });

  it('cannot hide the text after it', () => {
    expect(redact(`type ${cut('a\ufdd0b', 20)} and more`)).toBe('type a\ufffdb and more');
  });
});
