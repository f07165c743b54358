import fc from 'fast-check';
import { expect, it } from 'vitest';
import { thinOut } from '../../src/studio/timeline/thin-out.ts';

const places = fc
  .array(fc.double({ min: 0, max: 600, noNaN: true }))
  .map((found) => found.sort((one, other) => one - other).map((x, index) => ({ index, x })));

it('leaves marks that can be told apart, none without another one nearby, and the one that must stay', () => {
  fc.assert(
    fc.property(places, fc.nat(50), (marks, mustStay) => {
      const kept = thinOut(marks, ({ x }) => x, mustStay);
      const others = kept.filter(({ index }) => index !== mustStay);
      expect(others.length).toBeLessThanOrEqual(301);
      for (const { x, index } of marks) {
        expect(kept.some((mark) => Math.abs(mark.x - x) < 2)).toBe(true);
        if (index === mustStay) expect(kept).toContainEqual({ x, index });
      }
    }),
  );
});
