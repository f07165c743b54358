import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Latency } from '../../../src/kit/fault.ts';
import { drawDelayMs } from '../../../src/mock/faults/latency.ts';
import { openRandom } from '../../../src/shared/random.ts';

const DRAWS = 5_000;
/** Over five standard deviations of the share of 5000 draws, where it spreads most. */
const TOLERANCE = 0.04;

const delayMs = fc.integer({ min: 0, max: 600_000 });
const percentiles = fc
  .tuple(delayMs, delayMs, delayMs)
  .map((values) => values.sort((a, b) => a - b))
  .map(([p50Ms = 0, p90Ms = 0, p99Ms = 0]) => ({ p50Ms, p90Ms, p99Ms }));

function draw(latency: Latency, seed: number): number[] {
  const random = openRandom(seed, 'delays');
  return Array.from({ length: DRAWS }, () => drawDelayMs(latency, random));
}

function share(delays: readonly number[], matches: (delay: number) => boolean): number {
  return delays.filter(matches).length / delays.length;
}

test('a fixed latency is every delay', () => {
  fc.assert(
    fc.property(delayMs, fc.nat(), (latency, seed) => {
      expect(new Set(draw(latency, seed))).toEqual(new Set([latency]));
    }),
    { numRuns: 20 },
  );
});

test('delays of a range fill it, both ends included', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 599_900 }), fc.nat(100), fc.nat(), (minMs, width, seed) => {
      const drawn = new Set(draw({ minMs, maxMs: minMs + width }, seed));
      expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: width + 1 }, (_, i) => minMs + i));
    }),
    { numRuns: 20 },
  );
});

describe('delays of percentiles', () => {
  test('are below each percentile as often as it says', () => {
    fc.assert(
      fc.property(percentiles, fc.nat(), (latency, seed) => {
        const delays = draw(latency, seed);
        const shares = { p50Ms: 0.5, p90Ms: 0.9, p99Ms: 0.99 } as const;
        for (const name of ['p50Ms', 'p90Ms', 'p99Ms'] as const) {
          // percentiles may be equal, so the delays at one count to both sides
          expect(share(delays, (delay) => delay < latency[name])).toBeLessThan(shares[name] + TOLERANCE);
          expect(share(delays, (delay) => delay <= latency[name])).toBeGreaterThan(shares[name] - TOLERANCE);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('are below p99 in 99 of 100 cases', () => {
    const delays = draw({ p50Ms: 900, p90Ms: 2500, p99Ms: 8000 }, 1);
    expect(share(delays, (delay) => delay < 8000)).toBeGreaterThan(0.98);
    expect(share(delays, (delay) => delay < 8000)).toBeLessThan(1);
  });

  test('are whole milliseconds from a quarter of p50 to one and a half p99, and at most 600000', () => {
    fc.assert(
      fc.property(percentiles, fc.nat(), (latency, seed) => {
        const delays = draw(latency, seed);
        expect(delays.filter((delay) => !Number.isInteger(delay))).toEqual([]);
        expect(Math.min(...delays)).toBeGreaterThanOrEqual(Math.floor(latency.p50Ms / 4));
        expect(Math.max(...delays)).toBeLessThanOrEqual(Math.min(latency.p99Ms * 1.5, 600_000));
      }),
      { numRuns: 30 },
    );
  });

  test('spread over the whole of that span', () => {
    const delays = draw({ p50Ms: 1000, p90Ms: 2000, p99Ms: 4000 }, 1);
    expect(Math.min(...delays)).toBeLessThan(260);
    expect(Math.max(...delays)).toBeGreaterThan(5500);
  });
});
