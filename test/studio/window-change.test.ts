import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeScale } from '../../src/look/time-scale.ts';
import { moveEnd, moveWindow, timeAfterKey, windowBetween } from '../../src/studio/timeline/window-change.ts';

const scale = createTimeScale(1_000_000, 2_000_000);
const place = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const time = fc.integer({ min: scale.start, max: scale.end });
const closed = fc.tuple(time, time).map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }));

describe('a window', () => {
  it('begins before it ends, whichever way it is drawn, and is open where it leaves the scale', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const { start, end } = windowBetween(scale, one, other);
        expect(windowBetween(scale, other, one)).toEqual({ start, end });
        expect(start ?? scale.start).toBeLessThanOrEqual(end ?? scale.end);
        expect(start === undefined).toBe(Math.min(one, other) <= 0);
        expect(end === undefined).toBe(Math.max(one, other) >= 1);
      }),
    );
  });

  it('keeps its length when it is moved, and stays on the scale', () => {
    fc.assert(
      fc.property(closed, place, (window, by) => {
        const { start = 0, end = 0 } = moveWindow(window, by, scale);
        expect(end - start).toBe(window.end - window.start);
        expect(start).toBeGreaterThanOrEqual(scale.start);
        expect(end).toBeLessThanOrEqual(scale.end);
      }),
    );
  });

  it('has no end that passes the other one', () => {
    fc.assert(
      fc.property(closed, time, fc.constantFrom('start' as const, 'end' as const), (window, to, grip) => {
        const { start = scale.start, end = scale.end } = moveEnd(window, grip, to, scale);
        expect(start).toBeLessThanOrEqual(end);
      }),
    );
  });

  it('is moved by keys within the scale', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];
    fc.assert(
      fc.property(time, fc.constantFrom(...keys), fc.boolean(), (from, key, isFar) => {
        const next = timeAfterKey(key, from, scale, isFar) ?? Number.NaN;
        expect(next).toBeGreaterThanOrEqual(scale.start);
        expect(next).toBeLessThanOrEqual(scale.end);
      }),
    );
    expect(timeAfterKey('a', scale.start, scale, false)).toBeUndefined();
  });
});
