import type { Random } from './random.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The earliest session start whose ID has 16 digits: 2019-08-08T10:06:29.063Z, in epoch milliseconds. */
export const EARLIEST_START = 1_565_258_789_063;

/** No visits are made up later than this, where IDs near 2^53-1: 2053-01-01T00:00:00Z, in epoch milliseconds. */
export const LATEST_EVENT = 2_619_216_000_000;

/** The days before `now` over which visits are spread. */
const LONGEST_SPAN_DAYS = 180;

/** How many of a thousand visits fall into each hour of the day, UTC. */
const HOUR_WEIGHTS = [12, 8, 5, 4, 5, 9, 18, 32, 45, 54, 58, 60, 62, 58, 56, 54, 52, 54, 60, 70, 78, 68, 48, 30];
const HOURS = HOUR_WEIGHTS.flatMap((weight, hour) => Array.from({ length: weight }, () => hour));

/** How many sessions ordinary users have. */
const FEW = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6];

/**
 * Draws when a user's visits begin: epoch milliseconds before `now`, ascending, at most 180 days back. Most users have 1
 * to 6, seven in a hundred have dozens, one in a hundred has hundreds. They may be too close together; that shows only
 * once it is known how long each takes.
 */
export function drawStarts(random: Random, now: number): readonly number[] {
  const { count, spanDays } = drawHabit(random);
  const today = now - (now % DAY_MS);
  const starts: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = today - random.below(spanDays) * DAY_MS + random.pick(HOURS) * HOUR_MS + random.below(HOUR_MS);
    starts.push(start < now ? start : start - DAY_MS);
  }
  return starts.sort((a, b) => a - b);
}

function drawHabit(random: Random): { readonly count: number; readonly spanDays: number } {
  const rank = random.below(100);
  if (rank < 1) return { count: random.between(130, 450), spanDays: random.between(150, LONGEST_SPAN_DAYS) };
  if (rank < 8) return { count: random.between(14, 60), spanDays: random.between(60, LONGEST_SPAN_DAYS) };
  return { count: random.pick(FEW), spanDays: random.between(2, LONGEST_SPAN_DAYS) };
}
