import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TooMuch } from '../../src/serve/json-limits.ts';
import { NotJson, NotUtf8, readJson } from '../../src/serve/read-json.ts';
import { atOnce } from '../../src/shared/slices.ts';

const MUCH = { items: 1_000_000, textBytes: 1_000_000 };
const SLICES = [1, 2, 3, 7, 64, 65_536];
const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, sliceBytes: number) => atOnce(readJson(encode(text), MUCH, sliceBytes));

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Reads in slices of each size what JSON.parse reads whole: both give the same, or both refuse. */
function expectSame(text: string): void {
  const whole = parsed(text);
  for (const sliceBytes of SLICES) {
    if (!whole) expect(() => read(text, sliceBytes), `${text} in slices of ${sliceBytes}`).toThrow(NotJson);
    else {
      const value = read(text, sliceBytes);
      expect(value).toEqual(whole.value);
      // the order of fields, and fields by the name of __proto__
      expect(JSON.stringify(value)).toBe(JSON.stringify(whole.value));
    }
  }
}

describe('JSON that is read in slices', () => {
  it('equals the result of JSON.parse, for any value in any spelling', () => {
    const space = fc.constantFrom('', ' ', '\n\t', '\r\n  ');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 4 }), space, (value, indent, around) => {
        expectSame(around + JSON.stringify(value, null, indent) + around);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused where JSON.parse refuses it, whatever is changed in it', () => {
    const change = fc.record({
      at: fc.nat(200),
      removed: fc.nat(3),
      put: fc.constantFrom(
        '',
        ',',
        ',,',
        ':',
        '[',
        ']',
        '{',
        '}',
        '"',
        '\\',
        'x',
        '\u00a0',
        '1',
        'null',
        '"a":1',
        '[[',
        ']]',
      ),
    });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), change, (value, { at, removed, put }) => {
        const text = JSON.stringify(value);
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + put + text.slice(place + removed);
        fc.pre(changed.isWellFormed());
        expectSame(changed);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '[,1]',
    '[1,]',
    '[,]',
    '[[1,2],]',
    '[[1,2][3,4]]',
    '[[1,2],,[3,4]]',
    '[1 [2,3]]',
    '[[1,2]3]',
    '[,[1,2]]',
    '[ ,1]',
    '[ ,[1,2],3]',
    '[[1,2] ,3]',
    '[[1,2], [3,4] , 5 ]',
    '{,"a":[1,2]}',
    '{"a":[1,2] ,"b":3}',
    '{,"a":1}',
    '{"a":1,}',
    '{"a":[1,2],}',
    '{"a":[1,2]"b":1}',
    '{"a" [1,2]}',
    '{"a":"b":[1,2]}',
    '{"a","b":[1,2]}',
    '{[1,2]}',
    '{"a":1 "b":[1,2]}',
    '[{"a":[1,2]},[]]}',
    '[[1,2]] 1',
    '[[1,2]]]',
    '[1,2}',
    '[1,2',
    '"a',
    '',
    ' ',
    '[[1,2] \u00a0,3]',
    '[\u00a0[1,2]]',
    '{"__proto__":[1,2],"a":1,"__proto__":{"b":[1,2,3]},"a":[2]}',
    '{"2":[1,2],"1":[3,4],"a":1,"2":5}',
    '[[],[],{},{},[[]],[{}]]',
    '"\\\\\\""',
    '12',
  ])('is accepted or refused as by JSON.parse: %s', expectSame);

  it('has fields of any name that can be changed like others', () => {
    const text = '{"a":1,"__proto__":[1,2],"b":[3]}';
    const fieldsOf = (value: unknown) => Object.getOwnPropertyDescriptors(value);
    expect(fieldsOf(read(text, 1))).toEqual(fieldsOf(JSON.parse(text)));
  });

  it('may begin with a byte order mark, once', () => {
    expect(read('\ufeff[[1,2],3]', 1)).toEqual([[1, 2], 3]);
    expect(() => read('\ufeff\ufeff[1]', 1)).toThrow(NotJson);
    expect(() => read('[1,\ufeff2]', 1)).toThrow(NotJson);
  });

  it('must be UTF-8', () => {
    for (const sliceBytes of SLICES) {
      const bytes = Uint8Array.of(...encode('[1,2,"'), 0xff, ...encode('",3]'));
      expect(() => atOnce(readJson(bytes, MUCH, sliceBytes))).toThrow(NotUtf8);
    }
  });

  it('yields to others again and again', () => {
    const work = readJson(encode(`[${'{"a":1},'.repeat(1_000)}1]`), MUCH, 100);
    let turns = 0;
    while (!work.next().done) turns += 1;
    expect(turns).toBeGreaterThanOrEqual(79);
    expect(turns).toBeLessThanOrEqual(81);
  });

  it('is refused by the part that is wrong if it is long, and otherwise as a whole', () => {
    const text = `[${'1,'.repeat(50)}x,${'1,'.repeat(50)}1]`;
    const partOf = (sliceBytes: number) => {
      try {
        return read(text, sliceBytes);
      } catch (error) {
        return error instanceof NotJson && [error.from, error.to];
      }
    };
    expect(partOf(1_000)).toEqual([0, text.length]);
    expect(partOf(1)).toEqual([101, 102]);
  });
});

describe('more than the limit is refused before it is parsed', () => {
  const limits = { items: 100, textBytes: 50 };
  it.each([
    ['items', `[${'{},'.repeat(100)}{}]`],
    ['items of several lists', `[${'[1,2,3],'.repeat(40)}0]`],
    ['fields', `{${'"a":1,'.repeat(3_300)}"a":1}`],
    ['levels', '['.repeat(100_000)],
    ['a long text', `["${'x'.repeat(51)}"]`],
    ['a long name', `{"${'x'.repeat(51)}":1}`],
    ['a text that has no end', `"${'x'.repeat(1_000_000)}`],
  ])('%s', (_, text) => {
    expect(() => atOnce(readJson(encode(text), limits))).toThrow(TooMuch);
  });

  it('but anything within the limits is accepted', () => {
    const text = `[${'{"a":"b"},'.repeat(99)}"${'x'.repeat(50)}"]`;
    expect(atOnce(readJson(encode(text), limits))).toEqual(JSON.parse(text));
  });
});
