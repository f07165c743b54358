/** The middle of some values, with the least and the most of them. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Sums values up: of an even number of them the median is the mean of the two in the middle.
 *
 * @throws RangeError when there are none.
 */
export function toSpread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) throw new RangeError('Failed to sum up: there are no values.');
  const upper = sorted[Math.floor(sorted.length / 2)] ?? most;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? least;
  return { median: (lower + upper) / 2, least, most };
}

/**
 * Divides round by round, so that a slow moment of the machine, which hurts both sides of a round, cancels out.
 *
 * @throws RangeError when there are no rounds, or not as many on both sides.
 */
export function toRatio(values: readonly number[], beside: readonly number[]): Spread {
  if (values.length !== beside.length) {
    throw new RangeError(`Failed to compare: ${values.length} rounds stand beside ${beside.length}.`);
  }
  return toSpread(values.map((value, index) => value / (beside[index] ?? Number.NaN)));
}
