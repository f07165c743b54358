import { type xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { hashTexts } from './hash.ts';

/** Raised whenever the same arguments generate a different world than before. */
export const GENERATOR_VERSION = 5;

const TWO_POW_MINUS_32 = 2 ** -32;

/** A stream of random values. Every draw is exact arithmetic, the same on every engine. */
export class Random {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(state: readonly number[]) {
    this.#generator = xoroshiro128plusFromState(state);
  }

  /** Draws a multiple of 2^-32 from 0 (included) to 1 (not included). */
  unit(): number {
    return (this.#generator.next() >>> 0) * TWO_POW_MINUS_32;
  }

  /** Draws a whole number from 0 to `limit - 1`; `limit` from 1 to 2^32. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }

  /** Draws a whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** Is true with the given probability, 0 to 1. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** Draws one of at least one choice; one that is listed twice is drawn twice as often. */
  pick<T>(choices: readonly T[]): T {
    // The index is always inside the array; T may include undefined, so a check could not detect it.
    return choices[this.below(choices.length)] as T;
  }
}

/**
 * Opens the random stream of a purpose: the same seed and purpose give the same draws, whatever else was drawn before.
 *
 * @param seed - A number and its decimal text are the same seed.
 * @param purpose - What the stream is for, from the widest to the narrowest: project key, user ID, field.
 */
export function openRandom(seed: number | string, ...purpose: readonly string[]): Random {
  return new Random(hashTexts([String(GENERATOR_VERSION), String(seed), ...purpose]));
}
