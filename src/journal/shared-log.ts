import type { LogEntry } from '../kit/log-entry.ts';

/** News of a log: new entries by ascending ID, or that it was cleared. */
export type LogNews = readonly LogEntry[] | 'cleared';

/** A request log that several mocks share. IDs count up over all of them. */
export interface SharedLog {
  /** Adds entries that this mock answered, in order; their own IDs are ignored. */
  add(entries: readonly LogEntry[]): Promise<void>;
  /** Returns the last entries by ascending ID, once all mocks have added their requests so far. */
  list(): Promise<LogEntry[]>;
  /**
   * Calls back with entries as they are added, and with `'cleared'` when others clear the log, until the returned
   * function is called.
   */
  follow(listener: (news: LogNews) => void): () => void;
  /** Clears all entries, once all mocks have added their requests so far. IDs continue. */
  clear(): Promise<void>;
  /** Registers a function that adds all this mock's requests, called when somebody reads the log. */
  onAsked(addAll: () => Promise<void>): void;
}
