import { describe, expect, test } from 'vitest';
import { LIVE_DAYS, LiveArrivals } from '../../src/data/live-arrivals.ts';
import { NOW, PROJECT } from './subjects.ts';

const HOUR = 3_600_000;

describe('arrivals', () => {
  const options = { seed: 1, projectKey: PROJECT, now: NOW, users: 1, utcOffsetHours: 0 };
  const arrivalsIn = (days: number) => {
    const arrivals = new LiveArrivals(options);
    arrivals.drawUntil(NOW + days * 24 * HOUR - 1);
    return arrivals.of(0);
  };

  test('are about 40 an hour by day and few by night, in order', () => {
    const starts = arrivalsIn(30);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    const between = (from: number, to: number) =>
      starts.filter((start) => start % (24 * HOUR) >= from * HOUR && start % (24 * HOUR) < to * HOUR).length;
    const byDay = between(8, 22) / (30 * 14);
    expect(byDay).toBeGreaterThan(34);
    expect(byDay).toBeLessThan(46);
    expect(between(1, 5) / (30 * 4)).toBeLessThan(5);
  });

  test('draw nothing again within the same hour', () => {
    const arrivals = new LiveArrivals(options);
    arrivals.drawUntil(NOW + 10);
    const count = arrivals.of(0).length;
    arrivals.drawUntil(NOW + HOUR - 1);
    expect(arrivals.of(0)).toHaveLength(count);
    arrivals.drawUntil(NOW + 12 * HOUR);
    expect(arrivals.of(0).length).toBeGreaterThan(count);
  });

  test('end after a year, so that a clock may leap', () => {
    const arrivals = new LiveArrivals(options);
    arrivals.drawUntil(8.64e15);
    expect(arrivals.of(0).at(-1)).toBeLessThan(NOW + (LIVE_DAYS + 1) * 24 * HOUR);
  });
});
