import { describe, expect, test } from 'vitest';
import { createDetails } from '../../src/data/details.ts';
import { DEVICES } from '../../src/data/device.ts';
import { measurePageLoad } from '../../src/data/page-load.ts';
import { openRandom } from '../../src/shared/random.ts';

const draws = <T>(draw: (i: number) => T, count = 4000) => Array.from({ length: count }, (_, i) => draw(i));
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const loads = (device: keyof typeof DEVICES) => {
  const random = openRandom(1, device);
  return draws(() => measurePageLoad(random, DEVICES[device]));
};
const known = (value: number | null) => value ?? Number.NaN;

describe('page loads', () => {
  test('are slower on slower devices', () => {
    const [desktop, mobile, slow] = (['desktop', 'mobile', 'slow'] as const).map((device) =>
      median(loads(device).map(({ loadTime }) => known(loadTime))),
    );
    expect(desktop).toBeLessThan(mobile ?? 0);
    expect(mobile).toBeLessThan(slow ?? 0);
  });

  test('have a slow tail, and paint late when the response is late', () => {
    const times = loads('desktop').toSorted((a, b) => known(a.responseEnd) - known(b.responseEnd));
    const paint = (part: typeof times) => median(part.map(({ firstPaintTime }) => known(firstPaintTime)));
    expect(paint(times.slice(-400))).toBeGreaterThan(paint(times.slice(0, 400)) * 1.5);
    const loadTimes = times.map(({ loadTime }) => known(loadTime));
    expect(Math.max(...loadTimes)).toBeGreaterThan(median(loadTimes) * 6);
  });

  test.each(['desktop', 'mobile', 'slow'] as const)('of a %s never take more than 30 seconds', (device) => {
    const values = loads(device)
      .flatMap((load) => Object.values(load))
      .filter((value) => value !== null);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...values)).toBeLessThanOrEqual(30_000);
  });
});

describe('details of recorded visits', () => {
  const details = createDetails(1, () => 'shop.example.org');

  test('are the same for the same seed and purpose, in any order', () => {
    const other = createDetails('1', () => 'shop.example.org');
    const purposes = draws((i) => ['user', String(i)], 50);
    const describeWith = (from: typeof details) => (purpose: readonly string[]) => [
      from.pauseMs(purpose),
      from.messages(purpose),
      from.firstIndex(purpose),
      from.pageLoad(purpose),
    ];
    expect(purposes.toReversed().map(describeWith(other)).toReversed()).toEqual(purposes.map(describeWith(details)));
    expect(purposes.map(describeWith(createDetails(2, () => 'shop.example.org')))).not.toEqual(
      purposes.map(describeWith(details)),
    );
  });

  test('have pauses of 400 ms to 2 minutes, half of them below about 4 seconds', () => {
    const pauses = draws((i) => details.pauseMs([String(i)]));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(400);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(120_000);
    expect(median(pauses)).toBeGreaterThan(3600);
    expect(median(pauses)).toBeLessThan(4400);
  });

  test('count messages within their bounds', () => {
    const counts = draws((i) => details.messages([String(i)]));
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([5, 60]);
    const firsts = draws((i) => details.firstIndex([String(i)]), 40_000);
    expect([Math.min(...firsts), Math.max(...firsts)]).toEqual([120, 1900]);
  });

  test('have all load times', () => {
    for (const load of draws((i) => details.pageLoad([String(i)]))) expect(load.loadTime).not.toBeNull();
  });
});
