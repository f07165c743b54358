import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toRatio, toSpread } from './spread.ts';

const speeds = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });

it('has as many values below the median as above it, whatever their order', () => {
  fc.assert(
    fc.property(speeds, (values) => {
      const { median, least, most } = toSpread(values);
      const below = values.filter((value) => value < median).length;
      const above = values.filter((value) => value > median).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      expect([least, most]).toEqual([Math.min(...values), Math.max(...values)]);
      expect(toSpread(values.toReversed())).toEqual({ median, least, most });
    }),
  );
});

it('takes the mean of the middle two of an even number of values', () => {
  expect(toSpread([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 });
});

it('refuses to sum up nothing', () => {
  expect(() => toSpread([])).toThrow(RangeError);
});

it('compares round by round: a machine that is slow in one round changes no ratio', () => {
  expect(toRatio([50, 5, 50], [100, 10, 100])).toEqual({ median: 0.5, least: 0.5, most: 0.5 });
});

it('refuses to compare different numbers of rounds', () => {
  expect(() => toRatio([1], [1, 2])).toThrow('1 rounds stand beside 2');
});
