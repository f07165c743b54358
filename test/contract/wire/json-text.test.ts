import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/contract/wire/json-text.ts';
import { anyCharacter } from '../../support/any-character.ts';

const kinds = (text: string) => readJson(text).findings.map(({ kind }) => kind);

describe('readJson', () => {
  it('finds nothing in the output of JSON.stringify for safe values, and returns the same value as JSON.parse', () => {
    const safe = fc.jsonValue().filter((value) => !JSON.stringify(value).match(/e[+-]?\d|\d{16}/i));
    fc.assert(
      fc.property(safe, fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(readJson(text)).toEqual({ value: JSON.parse(text), findings: [] });
      }),
      { seed: 1 },
    );
  });

  it('finds nothing in whole numbers within 2^53-1, wherever they are', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (number) => {
        expect(kinds(`{"a":${number},"b":[${number}],"c":"${number}99999"}`)).toEqual([]);
      }),
      { seed: 1 },
    );
  });

  it('finds each key that JSON.parse drops, in any object of a text', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, maxKeys: 4 });
    fc.assert(
      fc.property(object, fc.nat(), fc.integer({ min: 0, max: 3 }), (given, at, depth) => {
        const [key = ''] = Object.keys(given).slice(at % Object.keys(given).length);
        const twice = JSON.stringify(given).replace(/^\{/, () => `{${JSON.stringify(key)}:null,`);
        const text = `${'{"in":['.repeat(depth)}${twice}${']}'.repeat(depth)}`;
        expect(kinds(text)).toContain('duplicate-key');
        expect(readJson(text).value).toEqual(JSON.parse(text));
      }),
      { seed: 1 },
    );
  });

  it.each([
    ['in the innermost object', '{"data":[{"a":1},{"b":{"c":1,"c":2}}]}', 'the key "c" twice in one object'],
    ['that are equal once unescaped', '{"a":1,"\\u0061":2}', 'the key "a" twice in one object'],
    ['with a quote in them', '{"\\"":1,"\\"":2}', 'the key """ twice in one object'],
    ['that are empty', '{"":1,"":2}', 'the key "" twice in one object'],
    ['of every object', '{"__proto__":1,"__proto__":2}', 'the key "__proto__" twice in one object'],
  ])('finds keys %s', (_, text, message) => {
    expect(readJson(text).findings).toEqual([{ kind: 'duplicate-key', message }]);
  });

  it.each([
    ['a key in two objects', '[{"a":1},{"a":1}]'],
    ['a key in a text', String.raw`{"a":"\"a\": 1, \"a\": 2"}`],
    ['digits in a text', '{"a":"99999999999999999999"}'],
    ['long fractions', '{"a":0.1234567890123456789}'],
    ['a negative exponent', '{"a":1.5E-7}'],
    ['the largest safe number', '{"a":9007199254740991,"b":-9007199254740991}'],
    ['white space', ' \t\r\n{ "a" : [ ] } \n'],
    ['line separators', '{"a":"\u2028\u2029"}'],
    ['a byte order mark inside a text', '{"a":"\ufeff"}'],
  ])('finds nothing in %s', (_, text) => {
    expect(kinds(text)).toEqual([]);
  });

  it.each([
    [
      'beyond 2^53',
      'large',
      '{"id":9007199254740993}',
      'id 9007199254740993 is beyond 2^53-1, so JavaScript reads another number',
    ],
    ['far below 0', 'large', '{"id":-9007199254740993}', 'id -9007199254740993 is beyond'],
    [
      'with an exponent in place of digits',
      'lost-digits',
      '{"id":1.623440905E12}',
      'id is written as 1.623440905E12, so its last digits are lost',
    ],
    ['with an exponent behind all digits', 'spelling', '{"id":1.25e2}', 'id is written as 1.25e2'],
    ['with a fraction of 0', 'spelling', '{"id":1623440905732.0}', 'id is written as 1623440905732.0'],
    ['that are 0 and negative', 'spelling', '{"id":-0}', 'id is written as -0'],
    ['deep in a text', 'large', '{"data":[[{"id":99999999999999999999}]]}', 'id 99999999999999999999 is beyond'],
    ['behind white space', 'large', '{"id" :\n 9007199254740993}', 'id 9007199254740993 is beyond'],
  ])('finds numbers %s', (_, kind, text, message) => {
    expect(readJson(text).findings).toEqual([{ kind, key: 'id', message: expect.stringContaining(message) }]);
  });

  it.each([
    '',
    '{',
    '{"a":NaN}',
    '{"a":Infinity}',
    "{'a':1}",
    '[1,]',
    '{"a":1,}',
    '{}{}',
    '// x\n1',
    'undefined',
    '"\n"',
    '01',
    '+1',
    '.5',
    '<html>',
  ])('reports that %j is not JSON', (text) => {
    expect(readJson(text)).toEqual({
      value: undefined,
      findings: [{ kind: 'syntax', message: expect.stringMatching(/^no JSON text: /) }],
    });
  });

  it('reports a byte order mark, and reads the text after it', () => {
    expect(readJson('\ufeff{"a":1}')).toEqual({
      value: { a: 1 },
      findings: [expect.objectContaining({ kind: 'syntax', message: 'a byte order mark before the JSON text' })],
    });
    expect(readJson('\ufeff{').value).toBeUndefined();
  });

  it('never throws', () => {
    const texts = fc.oneof(
      fc.string({ unit: anyCharacter }),
      fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', 'e', '-', '\\', ' ') }),
    );
    fc.assert(
      fc.property(texts, (text) => void readJson(text)),
      { seed: 1, numRuns: 500 },
    );
  });
});
