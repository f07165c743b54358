/** Less is lost in what a clock and a collector of garbage do, and counts as this much. In ms. */
const LEAST_MS = 5;
/** Four times as much, and twice as much, takes so many times as long at most: 16 and 4 times where it is quadratic. */
const MOST_GROWTH = { four: 9, two: 3 };
const MOST_TRIES = 4;

/** How long some work took for one, two and four times the size. */
interface Growth {
  readonly smallMs: number;
  readonly middleMs: number;
  readonly largeMs: number;
}

/**
 * Tells how the time of some work grows where it grows faster than its size; undefined where it does not.
 *
 * The time is that of the processor, so that a busy machine makes no difference, and the least of some tries.
 */
export function growsTooFast(work: (size: number) => () => unknown, size: number): Growth | undefined {
  const large = work(4 * size);
  // so short a time is within the bounds, however short that of less work is
  if (timeOf(large) <= MOST_GROWTH.four * LEAST_MS) return undefined;
  const works = [work(size), work(2 * size), large];
  // the first time is that of the compiler
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
