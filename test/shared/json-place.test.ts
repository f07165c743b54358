import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../src/shared/json-place.ts';

describe('findJsonFault', () => {
  it.each([
    ['', 1, 1],
    ['{"a":}', 1, 6],
    ['{"a":1,}', 1, 8],
    ['[1,]', 1, 4],
    ['[1 2]', 1, 4],
    ['{"a" 1}', 1, 6],
    ['{a:1}', 1, 2],
    ["{'a':1}", 1, 2],
    ['{"a":1}}', 1, 8],
    ['[1}', 1, 3],
    ['1,2', 1, 2],
    ['"a", "b"', 1, 4],
    ['[01]', 1, 2],
    ['[1.]', 1, 2],
    ['[NaN]', 1, 2],
    ['["\\x"]', 1, 3],
    ['["\\u12"]', 1, 3],
    ['["a\tb"]', 1, 4],
    ['{\n  "a": 1,\n  "b": tru\n}', 3, 8],
    ['{"a": [1, {"b": null}, ]}', 1, 24],
  ])('finds the place in %j', (text, line, column) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(findJsonFault(text)).toMatchObject({ line, column });
  });

  const nested = fc.json().filter((text) => /^[[{"]/.test(text));

  it('says that a text ends too early wherever it is cut off', () => {
    fc.assert(
      fc.property(nested, fc.nat(), (text, cut) => {
        const start = text.slice(0, cut % text.length);
        // numbers and words that are cut are at fault where they begin
        fc.pre(/(^|[[\]{}",:])$/.test(start));
        expect(findJsonFault(start)).toHaveProperty('isEnd', true);
      }),
    );
  });

  it('finds what follows a complete text, however it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const lines = text.split('\n');
        const fault = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 2, isEnd: false };
        expect(findJsonFault(`${text} !`)).toEqual(fault);
      }),
    );
  });

  it('reads a text of any depth', () => {
    const depth = 1_000_000;
    expect(findJsonFault('['.repeat(depth))).toEqual({ line: 1, column: depth + 1, isEnd: true });
  });
});
