import type { LogNews, SharedLog } from '../../journal/shared-log.ts';
import { LOG_SIZE, type LogEntry } from '../../kit/log-entry.ts';

/** The log of the requests that all processes of a mock answered, in the primary. */
export class PrimaryLog implements SharedLog {
  readonly #askers = new Set<() => Promise<void>>();
  readonly #listeners = new Set<(news: LogNews) => void>();
  #entries: LogEntry[] = [];
  #count = 0;

  async add(entries: readonly LogEntry[]): Promise<void> {
    const added = entries.map((entry) => ({ ...entry, id: ++this.#count }));
    this.#entries = [...this.#entries, ...added].slice(-LOG_SIZE);
    for (const listener of this.#listeners) listener(added);
  }

  async list(): Promise<LogEntry[]> {
    await this.#gather();
    return this.#entries;
  }

  follow(listener: (news: LogNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async clear(): Promise<void> {
    await this.#gather();
    this.#entries = [];
  }

  /** Clears the log for one of the processes, and notifies the others. */
  async clearFor(asker: (news: LogNews) => void): Promise<void> {
    await this.clear();
    for (const listener of this.#listeners) if (listener !== asker) listener('cleared');
  }

  onAsked(addAll: () => Promise<void>): void {
    this.join(addAll);
  }

  /** Registers a process that answers requests; returns a function that removes it. */
  join(addAll: () => Promise<void>): () => void {
    this.#askers.add(addAll);
    return () => void this.#askers.delete(addAll);
  }

  async #gather(): Promise<void> {
    await Promise.all([...this.#askers].map((addAll) => addAll()));
  }
}
