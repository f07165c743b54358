/** What a visit has come to, as bits: what can be done on a page depends on it. */
export const GOODS_IN_CART = 1;
/** The visitor is logged in. */
export const LOGGED_IN = 2;
/** The form of the page is filled in. */
export const FORM_FILLED = 4;

/** When something can be done, and what comes of it; each a sum of the bits above. */
export interface Condition {
  /** All of these are needed. */
  readonly needs: number;
  /** None of these may be. */
  readonly unless: number;
  readonly sets: number;
  readonly clears: number;
}

/** Something that can always be done and changes nothing. */
export const ALWAYS: Condition = { needs: 0, unless: 0, sets: 0, clears: 0 };

/** Tells whether something can be done in a state. */
export function isPossible({ needs, unless }: Condition, state: number): boolean {
  return (state & needs) === needs && (state & unless) === 0;
}

/** Gives the state after something was done. */
export function stateAfter({ sets, clears }: Condition, state: number): number {
  return (state | sets) & ~clears;
}
