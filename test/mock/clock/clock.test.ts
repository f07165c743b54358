import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_EPOCH_MS } from '../../../src/api/scalars.ts';
import { createClock } from '../../../src/mock/clock/clock.ts';
import { parseDuration } from '../../../src/shared/duration.ts';
import { OptionError } from '../../../src/shared/errors.ts';

describe('a clock', () => {
  test('stands still until it is advanced', () => {
    const clock = createClock(1_000);
    expect([clock.now(), clock.now(), clock.speed]).toEqual([1_000, 1_000, 0]);
    expect(clock.advance('2h')).toBe(1_000 + 7_200_000);
    expect(clock.advance(5)).toBe(clock.now());
  });

  test('follows another clock at a speed, and stands still again', () => {
    let other = 50;
    const clock = createClock(1_000);
    clock.follow(() => other, 60);
    other += 10;
    expect([clock.now(), clock.speed]).toEqual([1_600, 60]);
    clock.follow(() => other, 0.5);
    other += 10;
    expect(clock.now()).toBe(1_605);
    clock.stop();
    other += 1_000;
    expect([clock.now(), clock.speed]).toEqual([1_605, 0]);
  });

  test('never goes back, not even when the clock it follows does', () => {
    const steps = fc.array(fc.record({ jump: fc.integer({ min: -100, max: 100 }), advance: fc.nat(50) }));
    fc.assert(
      fc.property(steps, (moves) => {
        let other = 0;
        const clock = createClock(1_000);
        clock.follow(() => other, 2);
        let last = clock.now();
        for (const { jump, advance } of moves) {
          other += jump;
          expect(clock.now()).toBeGreaterThanOrEqual(last);
          last = clock.advance(advance);
        }
      }),
    );
  });

  test('goes back to its start on reset, and runs on from there', () => {
    let other = 0;
    const clock = createClock(1_000);
    clock.follow(() => other);
    other = 500;
    clock.reset();
    expect(clock.now()).toBe(1_000);
    other = 600;
    expect(clock.now()).toBe(1_100);
  });

  test('goes back to the speed that the code gave it, whatever it was set to for a while', () => {
    let other = 0;
    const clock = createClock(1_000);
    clock.setSpeed(60, () => other);
    other = 10;
    expect([clock.now(), clock.speed]).toEqual([1_600, 60]);
    clock.reset();
    other = 20;
    expect([clock.now(), clock.speed]).toEqual([1_000, 0]);
    clock.follow(() => other, 2);
    clock.setSpeed(0, () => other);
    clock.reset();
    other = 30;
    expect([clock.now(), clock.speed]).toEqual([1_020, 2]);
  });

  test('stops at the latest time there is', () => {
    expect(createClock(MAX_EPOCH_MS - 1).advance('1d')).toBe(MAX_EPOCH_MS);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e308, 1_000_001])('does not run at the speed %d', (speed) => {
    expect(() => createClock(0).follow(() => 0, speed)).toThrow(OptionError);
  });
});

describe('a span of time', () => {
  test.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['1d12h', 129_600_000],
    ['2w', 1_209_600_000],
    [0, 0],
    [42, 42],
  ])('%j is %d ms', (span, ms) => {
    expect(parseDuration(span, 'it')).toBe(ms);
  });

  test.each(['', '5', 'h', '2 h', '-2h', '2y', -1, 0.5, Number.NaN])('%j is refused, and named', (span) => {
    expect(() => parseDuration(span, 'the pause')).toThrow(/^Failed to read the pause: .*received/);
  });

  test('more milliseconds than a number holds exactly are refused as such', () => {
    expect(() => parseDuration('99999999999999d', 'it')).toThrow('Failed to read it: it must be below 2^53 ms,');
  });
});
