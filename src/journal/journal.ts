import type { Change } from '../kit/change.ts';

/** Where changes of what is recorded are kept. */
export interface Journal {
  /** Gives the changes it holds, in order. */
  changes(): Iterable<Change>;
  /** Appends a change before it takes effect. When it throws, the change does not take place. */
  append(change: Change): void;
}
