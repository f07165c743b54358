import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementsOf, fieldsOf, NotDecoded, toJsonText } from '../../../src/api/v2/json-text.ts';
import { anyCharacter } from '../../support/any-character.ts';

const encode = (text: string) => new TextEncoder().encode(text);

describe('JSON text', () => {
  test('is read as JSON.parse reads it, whatever it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        expect(JSON.parse(toJsonText(encode(` ${json}\n`)))).toEqual(JSON.parse(json));
      }),
    );
  });

  test('gives the fields of an object in order, with their values as they were written', () => {
    const object = '{ "a" : 1.0, "b":"x,}\\"", "c":{"a":[1,{"z":2}]} ,"a":[] , "\\u0064":null}';
    expect([...fieldsOf(object)]).toEqual([
      ['a', '1.0'],
      ['b', '"x,}\\""'],
      ['c', '{"a":[1,{"z":2}]}'],
      ['a', '[]'],
      ['d', 'null'],
    ]);
    expect([...fieldsOf('{ }')]).toEqual([]);
  });

  test('gives fields and elements that add up to the whole', () => {
    const keys = fc.string({ unit: anyCharacter }).filter((key) => key !== '__proto__');
    fc.assert(
      fc.property(
        fc.dictionary(keys, fc.jsonValue(), { noNullPrototype: true }),
        fc.integer({ min: 0, max: 2 }),
        (value, indent) => {
          const fields = [...fieldsOf(JSON.stringify(value, undefined, indent))];
          expect(Object.fromEntries(fields.map(([name, text]) => [name, JSON.parse(text)]))).toEqual(
            JSON.parse(JSON.stringify(value)),
          );
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (list) => {
        const parts = [...elementsOf(JSON.stringify(list, undefined, 1))];
        expect(parts.map((part) => JSON.parse(part))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  test('is refused when it is not JSON, or begins with a byte order mark', () => {
    for (const text of [
      '',
      'x',
      '{',
      '{}x',
      '{}{}',
      '{"a":1,}',
      '{"a":01}',
      '{"a":+1}',
      '\ufeff{}',
      '\u00a0{}',
      '{}\0',
    ]) {
      expect(() => toJsonText(encode(text)), JSON.stringify(text)).toThrow(NotDecoded);
    }
  });

  test('may hold bytes that are not UTF-8, but only in strings', () => {
    expect(toJsonText(Uint8Array.of(0x22, 0xff, 0x22))).toBe('"\ufffd"');
    expect(() => toJsonText(Uint8Array.of(0xff))).toThrow(NotDecoded);
  });

  test('is nested 10000 deep at most, not counting brackets in strings', () => {
    const nested = (depth: number) => encode('['.repeat(depth) + ']'.repeat(depth));
    expect(() => toJsonText(nested(10_000))).not.toThrow();
    expect(() => toJsonText(nested(10_001))).toThrow(NotDecoded);
    expect(() => toJsonText(encode(`"${'['.repeat(20_000)}"`))).not.toThrow();
  });
});
