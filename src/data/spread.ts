import type { Random } from '../shared/random.ts';
import { logNormal } from './log-normal.ts';
import type { Spread } from './model/site-schema.ts';

/** Draws milliseconds: around a median, or between quantiles; `factor` makes them longer or shorter. */
export function drawSpread(random: Random, spread: Spread, factor: number): number {
  return typeof spread === 'number' ? logNormal(random, spread * factor) : drawQuantile(random, spread);
}

/** Draws a whole number between evenly spaced quantiles from minimum to maximum. */
export function drawQuantile(random: Random, quantiles: readonly number[]): number {
  const position = random.unit() * (quantiles.length - 1);
  const step = Math.floor(position);
  const low = quantiles[step] ?? 0;
  const high = quantiles[step + 1] ?? low;
  return Math.floor(low + (high - low) * (position - step));
}
