import type { Random } from '../shared/random.ts';

/**
 * Quantiles 0.002, 1/32, 2/32 ... 31/32, 0.998 of the log-normal distribution with median 1 and sigma 1, in thousandths.
 * A table, because engines may differ in the last bit of `Math.exp` and `Math.log`.
 */
const QUANTILES = [
  56, 155, 216, 268, 317, 364, 412, 460, 509, 560, 613, 669, 727, 789, 854, 925, 1000, 1082, 1170, 1268, 1375, 1495,
  1630, 1784, 1963, 2174, 2428, 2746, 3159, 3736, 4637, 6441, 17782,
] as const;

const STEPS = QUANTILES.length - 1;

/**
 * Draws a log-normally distributed whole number, like people's pauses and network delays: half of them below the
 * median, a few many times above it.
 *
 * @param median - above 0; the result is between 0.056 and 17.782 times the median.
 */
export function logNormal(random: Random, median: number): number {
  const position = random.unit() * STEPS;
  const step = Math.floor(position);
  // step is at most STEPS - 1, because unit() stays below 1.
  const low = QUANTILES[step] as number;
  const high = QUANTILES[step + 1] as number;
  return Math.floor(((low + (high - low) * (position - step)) * median) / 1000);
}
