import type { Spread } from './spread.ts';

/** What a figure has to reach: the ratio where there is one, else the value. Bounds are included. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** Something measured. */
export interface Figure {
  readonly what: string;
  readonly value?: Spread;
  /** Of `value`, such as `req/s`. */
  readonly unit?: string;
  readonly ratio?: Spread;
  /** What the ratio is to. */
  readonly beside?: string;
  readonly target?: Target;
}

/** Something that could not be measured, and why. */
export interface Missing {
  readonly what: string;
  readonly missing: string;
}

/** One line of the result. */
export type Finding = Figure | Missing;

/** Returns whether a figure reaches its target; undefined for one that has none. */
export function isReached({ value, ratio, target }: Figure): boolean | undefined {
  const judged = (ratio ?? value)?.median;
  if (!target || judged === undefined) return undefined;
  return 'atLeast' in target ? judged >= target.atLeast : judged <= target.atMost;
}
