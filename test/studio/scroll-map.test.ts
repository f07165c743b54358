import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barHeight, bringIntoSight, followBar, placeAt } from '../../src/studio/rows/scroll-map.ts';

const sizes = fc.record({ full: fc.integer({ min: 0, max: 5e9 }), seen: fc.integer({ min: 1, max: 2_000 }) });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the place in a long list', () => {
  it('is inside the list, wherever the scroll bar is', () => {
    fc.assert(
      fc.property(sizes, share, share, (of, one, other) => {
        const range = Math.max(0, barHeight(of) - of.seen);
        const before = placeAt(one * of.full, of);
        const { list } = followBar(before, Math.round(other * range), of);
        expect(list).toBeGreaterThanOrEqual(0);
        expect(list).toBeLessThanOrEqual(Math.max(0, of.full - of.seen));
      }),
    );
  });

  it('is the first row at the top of the bar and the last at its end', () => {
    fc.assert(
      fc.property(sizes, share, (of, at) => {
        const before = placeAt(at * of.full, of);
        expect(followBar(before, 0, of).list).toBe(0);
        const end = Math.max(0, barHeight(of) - of.seen);
        expect(followBar(before, end, of).list).toBe(Math.max(0, of.full - of.seen));
      }),
    );
  });

  it('moves by as much as the bar where that is little', () => {
    const of = { full: 46_000_000, seen: 400 };
    const before = placeAt(20_000_000, of);
    expect(followBar(before, before.bar + 46, of).list).toBe(before.list + 46);
  });

  it('does not move for a visible row, and otherwise no further than needed', () => {
    expect(bringIntoSight(460, 12, 46, 400)).toBe(460);
    expect(bringIntoSight(460, 3, 46, 400)).toBe(138);
    expect(bringIntoSight(0, 10, 46, 400)).toBe(106);
    expect(bringIntoSight(0, 0, 18, 0)).toBe(0);
  });
});
