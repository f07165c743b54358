import { createHmac } from 'node:crypto';

/** Pseudonyms: the same for the same text and seed. Without the seed nobody can find the text by trying. */
export class Pseudonyms {
  readonly #seed: string;
  readonly #known = new Map<string, string>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Some hexadecimal digits, at most 64. */
  hex(kind: string, text: string, digits: number): string {
    const key = `${kind} ${text}`;
    let hash = this.#known.get(key);
    if (hash === undefined) {
      hash = createHmac('sha256', this.#seed).update(key).digest('hex');
      this.#known.set(key, hash);
    }
    return hash.slice(0, digits);
  }

  /** A whole number from 0 to below a limit of at most 2^32. */
  below(kind: string, text: string, limit: number): number {
    return Math.floor((Number.parseInt(this.hex(kind, text, 8), 16) / 2 ** 32) * limit);
  }

  /** As many digits as the text has, different from the text. */
  digits(kind: string, text: string): string {
    const made = Array.from(text, (_, place) => {
      const least = place === 0 ? 1 : 0;
      return String(least + this.below(`${kind} ${place}`, text, 10 - least));
    }).join('');
    return made === text ? `${(Number(made[0]) % 9) + 1}${made.slice(1)}` : made;
  }

  /** A UUID of version 4. */
  uuid(kind: string, text: string): string {
    const hex = this.hex(kind, text, 32);
    const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)];
    return parts.join('-');
  }
}
