import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOtherUnits } from '../../../src/contract/variants/other-units.ts';
import { openRandom } from '../../../src/shared/random.ts';

const random = openRandom(1, 'test');
const INSTANT = Date.UTC(2021, 5, 11, 19, 48, 25, 732);

describe('inOtherUnits', () => {
  it('gives whole numbers of 4 to 19 digits, each a different instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2099, 0) }), (instant) => {
        for (const { digits } of inOtherUnits(instant, random, true)) {
          expect(digits).toMatch(/^[1-9]\d{3,18}$/);
          expect(Number(digits)).not.toBe(instant);
        }
      }),
      { seed: 1 },
    );
  });

  it.each([
    ['seconds', '1623440905'],
    ['microseconds', '1623440905732000'],
    ['nanoseconds', '1623440905732000000'],
    ['the year behind it', '2022'],
    ['a day of that year', '20220612'],
    ['a day and its time', '20210611194825'],
  ])('includes an instant as %s', (_, digits) => {
    expect(inOtherUnits(INSTANT, random, false).map((unit) => unit.digits)).toContain(digits);
  });
});
