import type { Counter, Entry, Journal } from '../../journal/journal.ts';
import { UnavailableError } from '../../shared/errors.ts';

/** What a worker asks the primary. */
export interface PrimaryQuestions {
  /** Asks for the whole state, as the entry that was the last. */
  state(): Promise<Entry>;
  /** Adds one to the count of a name, and gives the new count. */
  count(name: string): Promise<number>;
}

/** The journal of a worker's mock: the primary has it, and all changes are made there. */
export class PrimaryJournal implements Journal {
  readonly holds = 'everything';
  readonly #primary: PrimaryQuestions;
  readonly #listeners = new Set<(entry: Entry) => void>();

  constructor(primary: PrimaryQuestions) {
    this.#primary = primary;
  }

  async *load(): AsyncGenerator<Entry> {
    yield await this.#primary.state();
  }

  async append(): Promise<never> {
    throw new UnavailableError('Failed to change the mock: a worker makes no changes, the primary does.');
  }

  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  counter(name: string): Counter {
    let count = 0;
    return {
      next: async () => {
        const next = await this.#primary.count(name);
        count = Math.max(count, next);
        return next;
      },
      get count() {
        return count;
      },
    };
  }

  /** Brings an entry from the primary to those who follow. */
  tell(entry: Entry): void {
    for (const listener of this.#listeners) listener(entry);
  }

  async close(): Promise<void> {}
}
