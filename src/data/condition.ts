/** The form of the page is filled in: a state that ends with each page. */
export const FORM_FILLED = 'formFilled';

const MOST_STATES = 30;

/** When something can be done, and what comes of it; each a sum of bits that stand for states of the visit. */
export interface Condition {
  /** All of these are needed. */
  readonly needs: number;
  /** None of these may be. */
  readonly unless: number;
  readonly sets: number;
  readonly clears: number;
}

/** A condition by the names of the states. */
type NamedCondition = { readonly [Field in keyof Condition]?: readonly string[] | undefined };

/** The states that a visit can be in, as bits. */
export class States {
  readonly #bits = new Map<string, number>([[FORM_FILLED, 1]]);

  /** Gives the bit of a state. */
  bit(name: string): number {
    const known = this.#bits.get(name);
    if (known !== undefined) return known;
    // those beyond share the last bit, which no site needs
    const bit = 1 << Math.min(this.#bits.size, MOST_STATES - 1);
    this.#bits.set(name, bit);
    return bit;
  }

  /** Gives the bits of a condition. */
  toCondition({ needs, unless, sets, clears }: NamedCondition): Condition {
    const sum = (names: readonly string[] = []) => names.reduce((bits, name) => bits | this.bit(name), 0);
    return { needs: sum(needs), unless: sum(unless), sets: sum(sets), clears: sum(clears) };
  }
}

/** Tells whether something can be done in a state. */
export function isPossible({ needs, unless }: Condition, state: number): boolean {
  return (state & needs) === needs && (state & unless) === 0;
}

/** Gives the state after something was done. */
export function stateAfter({ sets, clears }: Condition, state: number): number {
  return (state | sets) & ~clears;
}
