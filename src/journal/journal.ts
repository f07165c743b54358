import type { Change } from '../kit/change.ts';

/** A change and its place in a journal. */
export interface Entry {
  /** 1 for the first entry that a journal ever held, and one more for each that follows. */
  readonly position: number;
  readonly change: Change;
}

/** A count that all mocks with the same journal share. */
export interface Counter {
  /** Adds one and gives the new count, 1 or more. No two calls anywhere get the same one. */
  next(): number | Promise<number>;
  /** The count as far as this process knows it; 0 at first. */
  readonly count: number;
}

/**
 * Where the changes of a mock's state are kept, in one order: a file, a browser's storage, another process, a server.
 * Several mocks may have the same journal; each applies the entries in order, each once.
 */
export interface Journal {
  /**
   * Which changes it takes: all, or only those of what is recorded (`RecordedChange`). The others then stay with the
   * mock that made them.
   */
  readonly holds: 'everything' | 'recorded';
  /**
   * Gives the entries after a position, in order, as far as there are any now. They may begin later, with an entry that
   * replaces all that the journal holds.
   *
   * @param after - 0 for all.
   */
  load(after: number): AsyncIterable<Entry>;
  /**
   * Appends a change if `after` is the position of the last entry, and gives the position of the new one; gives
   * `'behind'` if there are later entries. When it rejects, the change does not take place.
   */
  append(change: Change, after: number): Promise<number | 'behind'>;
  /** Calls back for each entry from now on, in order, those of this process among them or not; gives what ends that. */
  follow(listener: (entry: Entry) => void): () => void;
  /** Opens the count of a name. Left out, each mock counts for itself. */
  counter?(name: string): Counter;
  /** Ends it; changes are refused from then on. */
  close(): Promise<void>;
}
