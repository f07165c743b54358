import { type Latency, LONGEST_DELAY_MS } from '../../kit/fault.ts';
import type { Random } from '../../shared/random.ts';

/** Shares are counted in steps of 1 in 100000, so that every delay is computed from whole numbers. */
const STEPS = 100_000;

type Percentiles = Extract<Latency, { p50Ms: number }>;

/**
 * Draws the delay of a reply, in whole milliseconds from 0 to 600000.
 *
 * A fixed time is itself; a range includes both ends. With percentiles, half of the delays are below `p50Ms`, nine
 * tenths below `p90Ms` and 99 in 100 below `p99Ms`; none is below a quarter of `p50Ms` or above one and a half `p99Ms`.
 */
export function drawDelayMs(latency: Latency, random: Random): number {
  if (typeof latency === 'number') return latency;
  if ('minMs' in latency) return random.between(latency.minMs, latency.maxMs);
  return quantile(latency, random.below(STEPS));
}

/**
 * Returns the delay that `share` of {@link STEPS} delays are below, by linear interpolation between the percentiles.
 */
function quantile({ p50Ms, p90Ms, p99Ms }: Percentiles, share: number): number {
  const longest = Math.min(Math.floor(p99Ms * 1.5), LONGEST_DELAY_MS);
  if (share < 50_000) return between(Math.floor(p50Ms / 4), p50Ms, share, 50_000);
  if (share < 90_000) return between(p50Ms, p90Ms, share - 50_000, 40_000);
  if (share < 99_000) return between(p90Ms, p99Ms, share - 90_000, 9_000);
  return between(p99Ms, longest, share - 99_000, 1_000);
}

function between(low: number, high: number, step: number, steps: number): number {
  return low + Math.floor(((high - low) * step) / steps);
}
