import type { Replica } from '../../journal/replica.ts';
import type { LogNews, SharedLog } from '../../journal/shared-log.ts';
import { LOG_SIZE, type LogEntry } from '../../kit/log-entry.ts';
import type { RequestLog } from './request-log.ts';

/** How often answered requests are added to a shared log; reading the log adds them at once. */
const ADDING_MS = 250;

/** The log of the requests answered by a mock and by all mocks with the same journal. */
export class CommonLog {
  readonly #own: RequestLog;
  readonly #replica: Replica;
  /** ID of the last own entry that is in the shared log, or was before. */
  #added = 0;
  #adding: Promise<void> = Promise.resolve();

  constructor(own: RequestLog, replica: Replica) {
    this.#own = own;
    this.#replica = replica;
  }

  /** Returns all kept entries by ascending ID, those of the studio too. */
  list(): LogEntry[] | Promise<LogEntry[]> {
    return this.#shared?.list() ?? this.#own.list({ limit: LOG_SIZE, studio: true });
  }

  /** Calls back with news until the returned function is called. */
  follow(listener: (news: LogNews) => void): () => void {
    return this.#shared?.follow(listener) ?? this.#own.subscribe((entry) => listener([entry]), { studio: true });
  }

  /** Clears the entries; IDs continue. */
  async clear(): Promise<void> {
    this.#own.clear();
    await this.#shared?.clear();
  }

  /** Starts to add requests answered from now on to a shared log; returns a function that stops it. */
  share(log: SharedLog): () => Promise<void> {
    this.#added = this.#lastId();
    const addAll = () => {
      this.#adding = this.#adding.then(() => this.#addTo(log));
      return this.#adding;
    };
    log.onAsked(addAll);
    const timer: unknown = setInterval(addAll, ADDING_MS);
    // in Node, a log alone keeps no process alive
    (timer as { unref?: () => void }).unref?.();
    return async () => {
      clearInterval(timer as ReturnType<typeof setInterval>);
      await addAll();
    };
  }

  get #shared(): SharedLog | undefined {
    return this.#replica.journal?.log;
  }

  #lastId(): number {
    return this.#own.list({ limit: 1, studio: true })[0]?.id ?? this.#added;
  }

  /** Adds new entries. If the log cannot be reached, they wait for the next time. */
  async #addTo(log: SharedLog): Promise<void> {
    const entries = this.#own.list({ after: this.#added, limit: LOG_SIZE, studio: true });
    const last = entries.at(-1)?.id;
    if (last === undefined) return;
    try {
      await log.add(entries);
      this.#added = last;
    } catch {
      // they are still in this mock's log
    }
  }
}
