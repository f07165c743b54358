import type { Entry } from '../journal.ts';
import type { Attendance } from './attendance.ts';
import type { StreamEntry } from './entry.ts';
import type { EntryStream } from './entry-stream.ts';
import type { KnownState } from './known-state.ts';

interface Parts {
  readonly mock: string;
  readonly stream: EntryStream;
  readonly known: KnownState;
  readonly attendance: Attendance;
}

/** Delivers entries to a mock, requested and incoming ones, and notes their arrival. */
export class Feed {
  readonly #mock: string;
  readonly #stream: EntryStream;
  readonly #known: KnownState;
  readonly #attendance: Attendance;
  readonly #listeners = new Set<(entry: Entry) => void>();

  constructor({ mock, stream, known, attendance }: Parts) {
    this.#mock = mock;
    this.#stream = stream;
    this.#known = known;
    this.#attendance = attendance;
  }

  /** Calls back for each incoming entry, until the returned function is called. */
  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Reads the entries after a position. */
  async *read(after: number): AsyncGenerator<Entry> {
    for await (const entry of this.#stream.read(this.#known.generation, after)) {
      this.#known.reaches(entry.position);
      if ('mock' in entry) this.#attendance.note(entry);
      yield entry;
    }
  }

  /** Reads the entries after a position, and passes them to all followers. */
  async passOn(after: number): Promise<void> {
    for await (const entry of this.read(after)) this.#pass(entry);
  }

  /** Receives incoming entries. */
  async hear(entries: readonly StreamEntry[]): Promise<void> {
    for (const stream of entries) {
      try {
        // this mock already has its own entries, or gets them when it catches up
        if (stream[1][3] === this.#mock) continue;
        const entry = await this.#stream.decode(stream);
        this.#known.reaches(entry.position);
        this.#attendance.note(entry);
        this.#pass(entry);
      } catch {
        // what was trimmed is in a snapshot by now; an error is noted, and stops this mock from making changes
        return;
      }
    }
  }

  #pass(entry: Entry): void {
    for (const listener of this.#listeners) listener(entry);
  }
}
