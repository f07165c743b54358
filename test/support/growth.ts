/** Shorter times are lost in the noise of timers and garbage collection, and count as this much. In ms. */
const LEAST_MS = 5;
/** The most by which four times and twice the size may multiply the time; quadratic growth would give 16 and 4. */
const MOST_GROWTH = { four: 9, two: 3 };
const MOST_TRIES = 4;

/** How long some work took for the size, twice the size and four times the size. */
interface Growth {
  readonly smallMs: number;
  readonly middleMs: number;
  readonly largeMs: number;
}

/**
 * Returns how the time of some work grows if it grows faster than its size; undefined otherwise.
 *
 * It measures CPU time, so that a busy machine makes no difference, and takes the minimum of several attempts.
 */
export function growsTooFast(work: (size: number) => () => unknown, size: number): Growth | undefined {
  const large = work(4 * size);
  // so short a time is within the bounds, however short that for a smaller size is
  if (timeOf(large) <= MOST_GROWTH.four * LEAST_MS) return undefined;
  const works = [work(size), work(2 * size), large];
  // the first run includes the compiler
  works[0]?.();
  let least = works.map(() => Number.POSITIVE_INFINITY);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    least = works.map((one, index) => Math.min(least[index] ?? 0, timeOf(one)));
    const [smallMs = 0, middleMs = 0, largeMs = 0] = least;
    const isWithin = (other: number, most: number) => largeMs <= most * Math.max(other, LEAST_MS);
    if (isWithin(smallMs, MOST_GROWTH.four) || isWithin(middleMs, MOST_GROWTH.two)) return undefined;
  }
  const [smallMs = 0, middleMs = 0, largeMs = 0] = least;
  return { smallMs, middleMs, largeMs };
}

function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
