import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowsOfPages } from '../../../src/contract/variants/page-windows.ts';
import { openRandom } from '../../../src/shared/random.ts';

const inside = (times: readonly number[], { start, end }: { readonly start: number; readonly end: number }) =>
  times.filter((time) => time >= start && time <= end).length;

describe('windowsOfPages', () => {
  it('gives windows that hold as many items as a page, whether or not the end is included', () => {
    const times = fc.array(fc.integer({ min: 1_623_440_905_732, max: 1_623_440_906_732 }), { maxLength: 120 });
    fc.assert(
      fc.property(times, fc.nat(), (some, seed) => {
        for (const { start, end } of windowsOfPages(some, openRandom(seed, 'test'))) {
          const items = inside(some, { start, end });
          expect([5, 10, 20, 25, 50, 100]).toContain(items);
          if (!some.includes(end)) expect(inside(some, { start, end: end - 1 })).toBe(items);
        }
      }),
      { seed: 1 },
    );
  });

  it('gives a window for each page size that the items can fill, and none if no window can separate them', () => {
    const times = Array.from({ length: 60 }, (_, index) => 1_000_000 + index * 100);
    const counts = windowsOfPages(times, openRandom(1, 'test')).map((window) => inside(times, window));
    expect(counts).toEqual([10, 20, 25, 50]);
    expect(
      windowsOfPages(
        Array.from({ length: 60 }, () => 1_000_000),
        openRandom(1, 'test'),
      ),
    ).toEqual([]);
  });
});
