import { createTimeScale, stepFor, type TimeScale } from './time-scale.ts';

/** Counts of events in equal intervals of time. */
interface Histogram {
  readonly scale: TimeScale;
  readonly counts: readonly number[];
  /** The highest count. */
  readonly most: number;
}

/** Bars at the very ends would be hard to see and to grab. */
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

/** A histogram whose bins have a round length, such as an hour or a day, and start at round times. */
export interface RoundHistogram extends Histogram {
  /** The length of a bin, in milliseconds. */
  readonly binMs: number;
}

/** Bins as short as this are useless, in milliseconds. */
const LEAST_BIN_MS = 1_000;

/**
 * Counts times in bins of a round length that start at round times (UTC), with an empty one at each side to grab.
 *
 * @param most - how many bins there may be, 3 or more.
 */
export function countByRoundTime(times: readonly number[], most: number): RoundHistogram {
  const start = times.reduce((least, time) => Math.min(least, time), times[0] ?? 0);
  const end = times.reduce((latest, time) => Math.max(latest, time), start);
  // a bin at each side, and one that starts before the first time
  const binMs = stepFor(Math.max(end - start, LEAST_BIN_MS), Math.max(1, most - 3));
  const first = (Math.floor(start / binMs) - 1) * binMs;
  const bins = Math.floor((end - first) / binMs) + 2;
  const counts = new Array<number>(bins).fill(0);
  for (const time of times) {
    const bin = Math.floor((time - first) / binMs);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const scale = createTimeScale(first, first + bins * binMs);
  return { scale, counts, binMs, most: counts.reduce((highest, count) => Math.max(highest, count), 0) };
}
