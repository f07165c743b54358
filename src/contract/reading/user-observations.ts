import type { Item } from './item.ts';
import type { Window } from './window.ts';

/** A requested window and its result. */
export interface WindowObservation {
  readonly window: Window;
  readonly received: readonly Item[];
}

/** The windows requested for one user. */
export interface UserObservations {
  /** All events of the user. */
  readonly events: readonly Item[];
  readonly observations: readonly WindowObservation[];
}
