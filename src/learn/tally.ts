/** Counts of things by name. */
export class Tally<T = string> {
  readonly #counts = new Map<T, number>();

  add(thing: T, count = 1): void {
    this.#counts.set(thing, (this.#counts.get(thing) ?? 0) + count);
  }

  get size(): number {
    return this.#counts.size;
  }

  /** The things with their counts, the most frequent first. */
  entries(): (readonly [thing: T, count: number])[] {
    return [...this.#counts].sort(([, a], [, b]) => b - a);
  }
}

/** Returns evenly spaced quantiles of numbers, from minimum to maximum. */
export function quantilesOf(numbers: readonly number[], most: number): number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const steps = Math.max(1, Math.min(most, sorted.length) - 1);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const position = (i / steps) * (sorted.length - 1);
    const low = sorted[Math.floor(position)] ?? 0;
    const high = sorted[Math.ceil(position)] ?? low;
    return Math.round(low + (high - low) * (position - Math.floor(position)));
  });
}
