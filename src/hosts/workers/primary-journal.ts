import type { Entry, Journal } from '../../journal/journal.ts';
import { UnavailableError } from '../../shared/errors.ts';

/** The journal of a worker's mock: the primary has it, and all changes are made there. */
export class PrimaryJournal implements Journal {
  readonly holds = 'recorded';
  readonly #askState: () => Promise<Entry>;
  readonly #listeners = new Set<(entry: Entry) => void>();

  /** @param askState - asks the primary for the whole state, as the entry that was the last. */
  constructor(askState: () => Promise<Entry>) {
    this.#askState = askState;
  }

  async *load(): AsyncGenerator<Entry> {
    yield await this.#askState();
  }

  async append(): Promise<never> {
    throw new UnavailableError('Failed to change the mock: a worker makes no changes, the primary does.');
  }

  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Brings an entry from the primary to those who follow. */
  tell(entry: Entry): void {
    for (const listener of this.#listeners) listener(entry);
  }

  async close(): Promise<void> {}
}
