import { LOG_SIZE, type LogEntry } from '../../kit/log-entry.ts';
import { bodyLength, type MockReply, type MockRequest } from '../../serve/message.ts';

export type { LogEntry };

/** Which requests to include. */
export interface LogScope {
  /** Whether to include requests of the studio. @defaultValue `false` */
  readonly studio?: boolean;
}

/** The last answered requests. */
export interface RequestLog {
  /**
   * Returns entries in order of their IDs.
   *
   * @param after - only those with a higher ID. @defaultValue 0
   * @param limit - at most this many, the latest, 0 to 1000. @defaultValue 100
   * @param studio - whether to include those of the studio. @defaultValue false
   */
  list(options?: LogScope & { readonly after?: number; readonly limit?: number }): LogEntry[];
  /** Calls back for each new entry, until the returned function is called. */
  subscribe(listener: (entry: LogEntry) => void, scope?: LogScope): () => void;
  clear(): void;
}

const EMPTY: LogEntry = {
  id: 0,
  at: 0,
  method: '',
  path: '',
  query: '',
  status: 0,
  bytes: 0,
  delayMs: 0,
  broken: false,
  byStudio: false,
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Keeps the last requests. Old entries are overwritten rather than dropped: objects that survive for a while are what
 * makes garbage collection expensive.
 */
export class RequestRecorder implements RequestLog {
  readonly #time: () => number;
  readonly #redact: (text: string) => string;
  readonly #entries: Mutable<LogEntry>[] = [];
  /** The listeners, each with the requests it wants. */
  readonly #listeners = new Map<(entry: LogEntry) => void, LogScope>();
  #count = 0;

  /**
   * @param time - the clock that dates entries if the host has none, epoch ms.
   * @param redact - removes keys from a text.
   */
  constructor(time: () => number, redact: (text: string) => string) {
    this.#time = time;
    this.#redact = redact;
  }

  add({ method, path, query, receivedAt, byStudio = false }: MockRequest, reply: MockReply): void {
    const { status, delivery } = reply;
    const entry = this.#next();
    entry.at = receivedAt ?? this.#time();
    entry.method = method;
    // an equal text that exists already survives anyway
    if (entry.path !== path) entry.path = path;
    entry.query = query;
    entry.status = status;
    entry.bytes = bodyLength(reply);
    entry.delayMs = delivery?.delayMs ?? 0;
    entry.broken = delivery?.drop ? 'dropped' : delivery?.cutAfterBytes !== undefined && 'cut';
    entry.byStudio = byStudio;
    this.#notify(entry);
  }

  /** Adds entries of another mock that answers for this one; they get IDs of this log. */
  take(entries: readonly LogEntry[]): void {
    for (const given of entries) {
      const entry = this.#next();
      const { id } = entry;
      this.#notify(Object.assign(entry, given, { id }));
    }
  }

  /** Returns the entry for the next request; it already has its ID. */
  #next(): Mutable<LogEntry> {
    const id = ++this.#count;
    const place = (id - 1) % LOG_SIZE;
    const entry = this.#entries[place] ?? { ...EMPTY };
    this.#entries[place] = entry;
    entry.id = id;
    return entry;
  }

  #notify(entry: LogEntry): void {
    if (this.#listeners.size === 0) return;
    const shown = this.#show(entry);
    for (const [listener, scope] of this.#listeners) if (isIn(scope, shown)) listener(shown);
  }

  list({ after = 0, limit = 100, ...scope }: Parameters<RequestLog['list']>[0] = {}): LogEntry[] {
    const oldest = Math.max(after, this.#count - LOG_SIZE);
    const entries: LogEntry[] = [];
    for (let id = this.#count; id > oldest && entries.length < limit; id--) {
      const entry = this.#entries[(id - 1) % LOG_SIZE];
      if (entry && isIn(scope, entry)) entries.push(this.#show(entry));
    }
    return entries.reverse();
  }

  subscribe(listener: (entry: LogEntry) => void, scope: LogScope = {}): () => void {
    // a new function, so that one listener may subscribe twice
    const notify = (entry: LogEntry) => listener(entry);
    this.#listeners.set(notify, scope);
    return () => void this.#listeners.delete(notify);
  }

  /** Clears the entries; IDs continue, so that no reader mistakes a new entry for an old one. */
  clear(): void {
    this.#entries.length = 0;
  }

  /** Keys are redacted on reading only, which spares each request the search. */
  #show(entry: LogEntry): LogEntry {
    return { ...entry, path: this.#redact(entry.path), query: this.#redact(entry.query) };
  }
}

function isIn({ studio = false }: LogScope, { byStudio }: LogEntry): boolean {
  return studio || !byStudio;
}

/** Builds a function that removes keys from a text, except the published one. */
export function createRedaction(keys: readonly string[], published: string): (text: string) => string {
  const secrets = keys.filter((key) => key !== published).sort((a, b) => b.length - a.length);
  return (text) =>
    secrets.reduce((redacted, key) => redacted.replaceAll(key, '***').replaceAll(encodeURIComponent(key), '***'), text);
}
