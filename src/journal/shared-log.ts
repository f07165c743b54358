import type { LogEntry } from '../kit/log-entry.ts';

/** What those who follow a log hear: new entries, by rising ID, or that all were forgotten. */
export type LogNews = readonly LogEntry[] | 'cleared';

/** A log of requests that several mocks share. IDs count up over all of them. */
export interface SharedLog {
  /** Adds entries that this mock answered, in order; their own IDs do not count. */
  add(entries: readonly LogEntry[]): Promise<void>;
  /** Gives the last entries, by rising ID, once all mocks have added what they answered until now. */
  list(): Promise<LogEntry[]>;
  /**
   * Calls back with entries as they are added, and with `'cleared'` when others forget them, until the function that it
   * gives is called.
   */
  follow(listener: (news: LogNews) => void): () => void;
  /** Forgets all entries, once all mocks have added what they answered until now. IDs count on. */
  clear(): Promise<void>;
  /** Names what adds all that this mock has answered, which is called when somebody asks for the log. */
  onAsked(addAll: () => Promise<void>): void;
}
