import { createTimeScale, type TimeScale } from './time-scale.ts';

/** How many events there were in each of many equal stretches of time. */
export interface Histogram {
  readonly scale: TimeScale;
  readonly counts: readonly number[];
  /** The highest count. */
  readonly most: number;
}

/** What stands at the very ends would be hard to see and to get hold of. */
const MARGIN = 0.025;
const LEAST_MARGIN_MS = 500;

/**
 * Counts times in equal bins from the first to the last, with a margin before and after.
 *
 * @param bins - 1 or more.
 */
export function countByTime(times: readonly number[], bins: number): Histogram {
  const start = times.reduce((least, time) => Math.min(least, time), times[0] ?? 0);
  const end = times.reduce((most, time) => Math.max(most, time), start);
  const margin = Math.max(LEAST_MARGIN_MS, Math.round((end - start) * MARGIN));
  const scale = createTimeScale(start - margin, end + margin);
  const counts = new Array<number>(bins).fill(0);
  for (const time of times) {
    const bin = Math.min(bins - 1, Math.floor(scale.at(time) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { scale, counts, most: counts.reduce((most, count) => Math.max(most, count), 0) };
}
