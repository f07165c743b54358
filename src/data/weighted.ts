import type { Random } from '../shared/random.ts';

/** Weighted choices, drawn in constant time (the alias method): each place of a table holds up to two of them. */
export class Weighted<T> {
  readonly #choices: readonly T[];
  /** The share of a place that belongs to the choice of the same index, 0 to 1. */
  readonly #shares: Float64Array;
  /** The choice to which the rest of a place belongs. */
  readonly #others: Int32Array;

  /** Accepts choices with weights of 0 or more; those of weight 0 are never drawn. */
  constructor(entries: Iterable<readonly [choice: T, weight: number]>) {
    const weighted = [...entries].filter(([, weight]) => weight > 0);
    const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
    const size = weighted.length;
    this.#choices = weighted.map(([choice]) => choice);
    this.#shares = Float64Array.from(weighted, ([, weight]) => (weight * size) / total);
    this.#others = new Int32Array(size);
    const small: number[] = [];
    const large: number[] = [];
    for (const [i, share] of this.#shares.entries()) (share < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
      const [less, more] = [small.pop() as number, large.at(-1) as number]; // neither is empty
      this.#others[less] = more;
      const left = (this.#shares[more] ?? 0) + (this.#shares[less] ?? 0) - 1;
      this.#shares[more] = left;
      if (left < 1) small.push(large.pop() as number);
    }
    for (const i of [...small, ...large]) this.#shares[i] = 1;
  }

  /** Number of choices. */
  get size(): number {
    return this.#choices.length;
  }

  /** Draws one; undefined if there is none. */
  draw(random: Random): T | undefined {
    const size = this.#choices.length;
    if (size === 0) return undefined;
    const position = random.unit() * size;
    const place = Math.floor(position); // below size, because unit() stays below 1
    return this.#choices[position - place < (this.#shares[place] ?? 1) ? place : (this.#others[place] ?? place)];
  }
}
