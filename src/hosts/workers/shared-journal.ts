import type { Counter, Entry, Journal } from '../../journal/journal.ts';
import { type Change, recordedPart } from '../../kit/change.ts';
import { UnavailableError } from '../../shared/errors.ts';
import { PrimaryLog } from './primary-log.ts';

/** A process whose mock has a copy of the state. */
interface Member {
  /** Resolves once it has applied the entries up to a position. */
  applied(position: number): void;
  leave(): void;
}

/**
 * The journal of a mock that several processes serve: it puts all changes in one order, and sends each to all
 * followers. Changes of recorded data first go to a journal that keeps them, if there is one.
 */
export class SharedJournal implements Journal {
  readonly holds = 'everything';
  readonly log = new PrimaryLog();
  readonly #kept: Journal | undefined;
  readonly #listeners = new Set<(entry: Entry) => void>();
  readonly #counts = new Map<string, number>();
  /** The other processes, and up to where each has applied the entries. */
  readonly #members = new Map<object, number>();
  readonly #waiting = new Set<() => void>();
  #position = 0;
  #keptPosition = 0;
  /** While an entry is being written, others wait: it is unknown whether they come before it. */
  #isKeeping = false;
  #hasMissed = false;
  #isClosed = false;

  constructor(kept?: Journal) {
    this.#kept = kept;
    kept?.follow((entry) => this.#take(entry));
  }

  /** Position of the last entry. */
  get position(): number {
    return this.#position;
  }

  /** Yields what was kept, the first time. Later entries are passed on as they arrive, and none is stored. */
  async *load(after: number): AsyncGenerator<Entry> {
    if (!this.#kept || after < this.#position) return;
    this.#hasMissed = false;
    for await (const { position, change } of this.#kept.load(this.#keptPosition)) {
      this.#keptPosition = position;
      yield this.#publish(change);
    }
  }

  async append(change: Change, after: number): Promise<number | 'behind'> {
    if (this.#isClosed) throw new UnavailableError('Failed to change the mock: it is being stopped.');
    if (after !== this.#position) return 'behind';
    const recorded = recordedPart(change);
    if (recorded && this.#kept) {
      const position = await this.#keep(this.#kept, recorded);
      if (position === 'behind') return 'behind';
      this.#keptPosition = position;
    }
    const { position } = this.#publish(change);
    if (this.#hasMissed) for await (const _ of this.load(position)); // reading passes them on to all
    return position;
  }

  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Registers a process that has applied everything up to a position, and must apply each later entry before its change
   * is done.
   */
  join(from: number): Member {
    const member = {
      applied: (position: number) => {
        this.#members.set(member, position);
        this.#lookAgain();
      },
      leave: () => {
        this.#members.delete(member);
        this.#lookAgain();
      },
    };
    this.#members.set(member, from);
    return member;
  }

  async everywhere(position: number): Promise<void> {
    const isDone = () => [...this.#members.values()].every((applied) => applied >= position);
    if (isDone()) return;
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!isDone()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  /** All counts, by name. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  counter(name: string): Counter {
    const counts = this.#counts;
    return {
      next: () => {
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        return count;
      },
      get count() {
        return counts.get(name) ?? 0;
      },
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#kept?.close();
  }

  #lookAgain(): void {
    for (const look of this.#waiting) look();
  }

  async #keep(kept: Journal, change: Change): Promise<number | 'behind'> {
    this.#isKeeping = true;
    try {
      return await kept.append(change, this.#keptPosition);
    } finally {
      this.#isKeeping = false;
    }
  }

  /** Receives an entry that another process appended to the journal that keeps them. */
  #take({ position, change }: Entry): void {
    if (position <= this.#keptPosition) return;
    if (this.#isKeeping || position !== this.#keptPosition + 1) {
      this.#hasMissed = true;
      return;
    }
    this.#keptPosition = position;
    this.#publish(change);
  }

  #publish(change: Change): Entry {
    const entry = { position: ++this.#position, change };
    for (const listener of this.#listeners) listener(entry);
    return entry;
  }
}
