import type { Replica } from '../../journal/replica.ts';
import type { LogNews, SharedLog } from '../../journal/shared-log.ts';
import { LOG_SIZE, type LogEntry } from '../../kit/log-entry.ts';
import type { RequestLog } from './request-log.ts';

/** How often what was answered is added to a shared log by itself; whoever asks for the log has it added at once. */
const ADDING_MS = 250;

/** The log of the requests that a mock answered, together with those of all mocks that have the same journal. */
export class CommonLog {
  readonly #own: RequestLog;
  readonly #replica: Replica;
  /** ID of the last own entry that is in the shared log, or was there before. */
  #added = 0;
  #adding: Promise<void> = Promise.resolve();

  constructor(own: RequestLog, replica: Replica) {
    this.#own = own;
    this.#replica = replica;
  }

  /** Gives all entries that are kept, by rising ID, those of the studio too. */
  list(): LogEntry[] | Promise<LogEntry[]> {
    return this.#shared?.list() ?? this.#own.list({ limit: LOG_SIZE, studio: true });
  }

  /** Calls back with news until the function that it gives is called. */
  follow(listener: (news: LogNews) => void): () => void {
    return this.#shared?.follow(listener) ?? this.#own.subscribe((entry) => listener([entry]), { studio: true });
  }

  /** Forgets the entries; IDs count on. */
  async clear(): Promise<void> {
    this.#own.clear();
    await this.#shared?.clear();
  }

  /** Begins to add what is answered from now on to a shared log; gives what ends that. */
  share(log: SharedLog): () => Promise<void> {
    this.#added = this.#lastId();
    const addAll = () => {
      this.#adding = this.#adding.then(() => this.#addTo(log));
      return this.#adding;
    };
    log.onAsked(addAll);
    const timer: unknown = setInterval(addAll, ADDING_MS);
    // in Node, a log alone keeps no process from ending
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

  /** Adds what is new. Where the log cannot be reached it waits for the next time. */
  async #addTo(log: SharedLog): Promise<void> {
    const entries = this.#own.list({ after: this.#added, limit: LOG_SIZE, studio: true });
    const last = entries.at(-1)?.id;
    if (last === undefined) return;
    try {
      await log.add(entries);
      this.#added = last;
    } catch {
      // they are still in the own log
    }
  }
}
