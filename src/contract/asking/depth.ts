/** How much a run asks, from the least to the most. */
export const DEPTHS = ['quick', 'normal', 'deep'] as const;

/**
 * How much a run asks: `quick` takes fewer than 100 requests, for a check before each commit; `normal` some hundred;
 * `deep` up to 3000, for a check at night.
 */
export type Depth = (typeof DEPTHS)[number];

/** Random windows for each property at a depth, unless a target says otherwise. */
export const RUNS_AT: Readonly<Record<Depth, number>> = { quick: 4, normal: 12, deep: 150 };

/** Most requests of a run at a depth, unless a target says otherwise. */
export const MOST_REQUESTS_AT: Readonly<Record<Depth, number>> = { quick: 2_000, normal: 2_000, deep: 6_000 };

/** One of several things to try. */
interface Trial {
  /** Whether a deep run alone tries it, as what it finds is nearly always found by another one too. */
  readonly isSeldom?: boolean;
}

/** Leaves out what a run of a depth does not try. */
export function triedAt<T extends Trial>(depth: Depth, trials: readonly T[]): T[] {
  return trials.filter(({ isSeldom = false }) => depth === 'deep' || !isSeldom);
}

/** Whether a run of one depth takes what belongs to another. */
export function reaches(depth: Depth, least: Depth): boolean {
  return DEPTHS.indexOf(depth) >= DEPTHS.indexOf(least);
}
