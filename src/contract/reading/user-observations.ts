import type { Item } from './item.ts';
import type { Window } from './window.ts';

/** A window that was asked for and what came. */
export interface WindowObservation {
  readonly window: Window;
  readonly received: readonly Item[];
}

/** The windows asked for of one user. */
export interface UserObservations {
  /** All events of the user. */
  readonly events: readonly Item[];
  readonly observations: readonly WindowObservation[];
}
