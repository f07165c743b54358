import type { Entry, Journal } from '../../src/journal/journal.ts';
import type { Change } from '../../src/kit/change.ts';

/** A journal in memory that several mocks can share. Each answer takes a turn of the event loop, as over a network. */
export class MemoryJournal implements Journal {
  readonly holds: Journal['holds'];
  readonly entries: Entry[] = [];
  /** The error with which to refuse changes, if set. */
  failure: Error | undefined;
  /** Whether all receive the same change objects, instead of copies as over a network. */
  isShared = false;
  readonly #listeners = new Set<(entry: Entry) => void>();

  constructor(holds: Journal['holds'] = 'everything') {
    this.holds = holds;
  }

  /** The stored changes, in order. */
  get kept(): Change[] {
    return this.entries.map(({ change }) => change);
  }

  async *load(after: number): AsyncGenerator<Entry> {
    await turn();
    yield* this.#copy(this.entries.filter(({ position }) => position > after));
  }

  async append(change: Change, after: number): Promise<number | 'behind'> {
    await turn();
    if (this.failure) throw this.failure;
    if (after !== this.entries.length) return 'behind';
    const entry = this.#copy({ position: after + 1, change });
    this.entries.push(entry);
    for (const listener of this.#listeners) void turn().then(() => listener(this.#copy(entry)));
    await turn();
    return entry.position;
  }

  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {}

  #copy<T>(value: T): T {
    return this.isShared ? value : structuredClone(value);
  }
}

function turn(): Promise<void> {
  return new Promise(setImmediate);
}
