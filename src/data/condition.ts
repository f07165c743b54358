/** The form of the page is filled in: a state that ends with the page. */
export const FORM_FILLED = 'formFilled';

const MOST_STATES = 30;

/** When an act is possible, and its effect; each a bit mask of states of the visit. */
export interface Condition {
  /** All of these are required. */
  readonly needs: number;
  /** None of these may be set. */
  readonly unless: number;
  readonly sets: number;
  readonly clears: number;
}

/** A condition with states by name. */
type NamedCondition = { readonly [Field in keyof Condition]?: readonly string[] | undefined };

/** The states that a visit can be in, as bits. */
export class States {
  readonly #bits = new Map<string, number>([[FORM_FILLED, 1]]);

  /** Returns the bit of a state. */
  bit(name: string): number {
    const known = this.#bits.get(name);
    if (known !== undefined) return known;
    // further ones share the last bit, but no site has so many
    const bit = 1 << Math.min(this.#bits.size, MOST_STATES - 1);
    this.#bits.set(name, bit);
    return bit;
  }

  /** Converts a condition to bit masks. */
  toCondition({ needs, unless, sets, clears }: NamedCondition): Condition {
    const sum = (names: readonly string[] = []) => names.reduce((bits, name) => bits | this.bit(name), 0);
    return { needs: sum(needs), unless: sum(unless), sets: sum(sets), clears: sum(clears) };
  }
}

/** Returns whether an act is possible in a state. */
export function isPossible({ needs, unless }: Condition, state: number): boolean {
  return (state & needs) === needs && (state & unless) === 0;
}

/** Returns the state after an act. */
export function stateAfter({ sets, clears }: Condition, state: number): number {
  return (state | sets) & ~clears;
}
