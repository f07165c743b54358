import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRounded } from '../../../src/contract/reading/rounding.ts';

const lists = (min: bigint, max: bigint) =>
  fc.uniqueArray(fc.noBias(fc.bigInt({ min, max })), { minLength: 12, maxLength: 20 });
const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { seed: 1 });

describe('findRounded', () => {
  it('finds nothing in IDs of any size that have all their digits', () => {
    const any = fc.oneof(lists(1n, 2n ** 53n), lists(2n ** 53n, 2n ** 54n), lists(2n ** 60n, 2n ** 63n));
    check(fc.property(any, (ids) => void expect(findRounded(ids.map(String))).toBeUndefined()));
  });

  it('finds nothing in IDs whose lowest bits are a rarely used counter', () => {
    const ids = lists(2n ** 48n, 2n ** 51n).map((some) => some.map((id) => id << 12n));
    check(fc.property(ids, (some) => void expect(findRounded(some.map(String))).toBeUndefined()));
  });

  it('finds nothing in two IDs, as these may be round by coincidence', () => {
    expect(findRounded(['1152921504606847232', '1152921504606847488'])).toBeUndefined();
  });

  it.each([
    ['a 64-bit float, in full', (id: bigint) => String(BigInt(Number(id)))],
    ['a 64-bit float, as JavaScript writes it', (id: bigint) => String(Number(id))],
    ['a 32-bit float', (id: bigint) => String(BigInt(Math.fround(Number(id))))],
    ['all but two digits', (id: bigint) => String(id - (id % 100n))],
    ['15 digits', (id: bigint) => String(id).slice(0, 15).padEnd(String(id).length, '0')],
  ])('finds IDs beyond 2^53 that went through %s', (_, keep) => {
    check(
      fc.property(lists(2n ** 60n, 2n ** 63n - 2n ** 45n), (ids) => {
        expect(findRounded(ids.map(keep))).toHaveLength(ids.length);
      }),
    );
  });
});
