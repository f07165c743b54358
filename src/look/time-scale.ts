/** A time range mapped to a line. */
export interface TimeScale {
  /** Epoch ms at the left end. */
  readonly start: number;
  /** Epoch ms at the right end, after `start`. */
  readonly end: number;
  /** Returns the position of a time: 0 at the start, 1 at the end. Times outside are clamped. */
  at(time: number): number;
  /** Returns the time at a position, to the millisecond. */
  timeAt(place: number): number;
}

/** Builds the scale of a time range; an empty one gets 1 ms. */
export function createTimeScale(start: number, end: number): TimeScale {
  const last = Math.max(end, start + 1);
  const span = last - start;
  return {
    start,
    end: last,
    at: (time) => Math.min(1, Math.max(0, (time - start) / span)),
    timeAt: (place) => Math.round(start + Math.min(1, Math.max(0, place)) * span),
  };
}

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 259_200_000,
  432_000_000, 604_800_000, 1_209_600_000, 2_592_000_000, 7_776_000_000, 15_552_000_000, 31_536_000_000,
];

/**
 * Picks round steps for an axis.
 *
 * @param most - how many steps the span may have at most, 1 or more.
 * @returns the length of a step in ms.
 */
export function stepFor(spanMs: number, most: number): number {
  const least = spanMs / most;
  const found = STEPS_MS.find((step) => step >= least);
  if (found !== undefined) return found;
  const year = 31_536_000_000;
  return Math.ceil(least / year) * year;
}

/** Returns the round times from `start` to `end`, both included, a step apart. */
export function ticksOf({ start, end }: TimeScale, stepMs: number, origin = 0): number[] {
  const ticks: number[] = [];
  for (let time = origin + Math.ceil((start - origin) / stepMs) * stepMs; time <= end; time += stepMs) ticks.push(time);
  return ticks;
}
