import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDifference } from '../../../src/contract/reading/difference.ts';
import { type Item, spanOf } from '../../../src/contract/reading/item.ts';
import { sortedText } from '../../../src/contract/reading/sorted-text.ts';
import { findCuts } from '../../../src/contract/wire/cut.ts';

const item = (key: string, time: number, value: unknown = { key }): Item => ({
  key,
  time,
  group: 1,
  type: 'CLICK',
  name: `CLICK ${key}`,
  value,
});
const list = [item('a', 1), item('b', 2), item('c', 3), item('d', 4), item('e', 5)];

describe('two lists differ', () => {
  it('in missing and extra items, a few of which are named', () => {
    expect(describeDifference(list, [])).toBe('0 events, missing 5 (CLICK a at 1; CLICK b at 2; CLICK c at 3; …)');
    expect(describeDifference(list.slice(0, 3), [])).toBe(
      '0 events, missing 3 (CLICK a at 1; CLICK b at 2; CLICK c at 3)',
    );
    expect(describeDifference(list.slice(0, 4), list.slice(1), 'sessions')).toBe(
      '4 sessions, missing 1 (CLICK a at 1), extra 1 (CLICK e at 5)',
    );
  });

  it('in their order, or in duplicates', () => {
    expect(describeDifference(list, [...list].reverse())).toBe('5 events, the same in another order');
    expect(describeDifference(list, [...list, ...list])).toBe('10 events, some of them twice');
  });

  it('in values, the first five of which are shown', () => {
    const of = (value: unknown) => [item('a', 1, value)];
    const describe = (wanted: unknown, got: unknown) => describeDifference(of(wanted), of(got));
    expect(describe({ x: 1, y: [1, 2], z: null }, { z: null, x: 2, y: [1, 3] })).toBe(
      '1 events, with other values: x 2 instead of 1; y [1,3] instead of [1,2]',
    );
    expect(describe({ x: 1 }, { y: 1 })).toBe(
      '1 events, with other values: x nothing instead of 1; y 1 instead of nothing',
    );
    expect(describe(7, null)).toBe('1 events, with other values: null instead of 7');
    expect(describe({}, null)).toBe('1 events, with other values: null instead of {}');
    expect(describe(null, {})).toBe('1 events, with other values: {} instead of null');
    const many = (value: number) => Object.fromEntries([...'abcdefg'].map((name) => [name, value]));
    expect(describe(many(1), { ...many(1), a: 2, b: 2, c: 2, d: 2, e: 2 })).toMatch(/e 2 instead of 1$/);
    expect(describe(many(1), many(2))).toMatch(/e 2 instead of 1; [^;]+$/);
    expect(findCuts(describe({ x: 'a'.repeat(1_000) }, { x: 'b' }) ?? '')).toHaveLength(1);
    expect(describe([1, 2], { 0: 1, 1: 2 })).toBeDefined();
    expect(describe({ toString: 1 }, { x: 1 })).toBeDefined();
  });
});

it('values are equal whatever the order of their keys, and so are their texts', () => {
  const shuffle = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffle);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, inner]) => [name, shuffle(inner)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      expect(sortedText(shuffle(value))).toBe(sortedText(value));
      expect(JSON.parse(sortedText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(describeDifference([item('a', 1, value)], [item('a', 1, shuffle(value))])).toBeUndefined();
    }),
  );
  expect(sortedText({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
});

it('items in any order span the time from the first to the last, and no items span 0', () => {
  expect(spanOf([item('b', 7), item('a', 3), item('c', 9)])).toEqual({ first: 3, last: 9 });
  expect(spanOf([])).toEqual({ first: 0, last: 0 });
});
