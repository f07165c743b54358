import { createTimeScale, type TimeScale } from './time-scale.ts';

/** How many events there were in each of many equal stretches of time. */
export interface Histogram {
  readonly scale: TimeScale;
  readonly counts: readonly number[];
  /** The highest count. */
  readonly most: number;
}

/**
 * Counts times in equal bins from the first to the last; the last belongs to the last bin.
 *
 * @param bins - 1 or more.
 */
export function countByTime(times: readonly number[], bins: number): Histogram {
  const start = times.reduce((least, time) => Math.min(least, time), times[0] ?? 0);
  const end = times.reduce((most, time) => Math.max(most, time), start);
  const scale = createTimeScale(start, end);
  const counts = new Array<number>(bins).fill(0);
  for (const time of times) {
    const bin = Math.min(bins - 1, Math.floor(scale.at(time) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { scale, counts, most: counts.reduce((most, count) => Math.max(most, count), 0) };
}
