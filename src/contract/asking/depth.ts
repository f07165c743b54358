/** How thorough a run is, from the least to the most. */
export const DEPTHS = ['quick', 'normal', 'deep'] as const;

/**
 * How thorough a run is: `quick` sends fewer than 100 requests, for a check before each commit; `normal` a few hundred;
 * `deep` up to 3000, for a nightly check.
 */
export type Depth = (typeof DEPTHS)[number];

/** Random windows per property at a depth, unless a target says otherwise. */
export const RUNS_AT: Readonly<Record<Depth, number>> = { quick: 4, normal: 12, deep: 150 };

/** Maximum number of requests in a run at a depth, unless a target says otherwise. */
export const MOST_REQUESTS_AT: Readonly<Record<Depth, number>> = { quick: 2_000, normal: 2_000, deep: 6_000 };

/** One of several things to try. */
interface Trial {
  /** Whether only a deep run tries it, as another trial finds nearly everything that it finds. */
  readonly isSeldom?: boolean;
}

/** Leaves out what a run of this depth does not try. */
export function triedAt<T extends Trial>(depth: Depth, trials: readonly T[]): T[] {
  return trials.filter(({ isSeldom = false }) => depth === 'deep' || !isSeldom);
}

/** Whether a run of one depth includes what requires another. */
export function reaches(depth: Depth, least: Depth): boolean {
  return DEPTHS.indexOf(depth) >= DEPTHS.indexOf(least);
}
