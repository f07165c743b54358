import type { Counter } from '../../journal/journal.ts';

/** Opens a count that nobody shares. */
export function createCounter(): Counter {
  let count = 0;
  return {
    next: () => ++count,
    get count() {
      return count;
    },
  };
}
