import type { Counter, Entry, Journal } from '../../journal/journal.ts';
import type { LogNews, SharedLog } from '../../journal/shared-log.ts';
import type { Change } from '../../kit/change.ts';
import type { LogEntry } from '../../kit/log-entry.ts';
import { UnavailableError } from '../../shared/errors.ts';
import { ChangeReceiver, ChangeSender } from './large-changes.ts';
import type { Call, SentEntry, ToPrimary, ToWorker } from './messages.ts';

/** The journal of a worker's mock: it lives in the primary, where all calls go. */
export class RemoteJournal implements Journal {
  readonly holds = 'everything';
  readonly log: SharedLog;
  readonly #send: (message: ToPrimary) => void;
  readonly #listeners = new Set<(entry: Entry) => void>();
  readonly #logListeners = new Set<(news: LogNews) => void>();
  readonly #waiting = new Map<number, PromiseWithResolve>();
  readonly #counts = new Map<string, number>();
  readonly #sender: ChangeSender;
  readonly #receiver = new ChangeReceiver();
  /** Entries are passed on in order, each once those before it are read. */
  #hearing: Promise<void> = Promise.resolve();
  #addAll: () => Promise<void> = async () => {};
  #calls = 0;
  #end = 0;
  #isLoaded = false;

  constructor(send: (message: ToPrimary) => void) {
    this.#send = send;
    this.#sender = new ChangeSender(send);
    this.log = {
      add: (entries) => this.#call({ name: 'add', entries }),
      list: () => this.#call<LogEntry[]>({ name: 'list' }),
      clear: () => this.#call({ name: 'clear' }),
      follow: (listener) => {
        if (this.#logListeners.size === 0) void this.#call({ name: 'follow' });
        this.#logListeners.add(listener);
        return () => void this.#logListeners.delete(listener);
      },
      onAsked: (addAll) => {
        this.#addAll = addAll;
      },
    };
  }

  get end(): number {
    return this.#end;
  }

  /** Yields the whole state if entries are missing, as at the start; later ones are passed on as they arrive. */
  async *load(after: number): AsyncGenerator<Entry> {
    await this.#hearing;
    if (this.#isLoaded && after >= this.#end) return;
    const entry = await this.#read(await this.#call<SentEntry>({ name: 'load' }));
    this.#isLoaded = true;
    this.#end = Math.max(this.#end, entry.position);
    yield entry;
  }

  async append(change: Change, after: number): Promise<number | 'behind'> {
    const position = await this.#call<number | 'behind'>({
      name: 'append',
      change: await this.#sender.send(change),
      after,
    });
    if (position !== 'behind') this.#end = Math.max(this.#end, position);
    return position;
  }

  follow(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  applied(position: number): void {
    this.#send({ type: 'applied', position });
  }

  everywhere(position: number): Promise<void> {
    return this.#call({ name: 'everywhere', position });
  }

  async refresh(): Promise<void> {
    if (this.#counts.size === 0) return;
    const counts = await this.#call<ReadonlyMap<string, number>>({ name: 'counts' });
    for (const name of this.#counts.keys()) this.#counts.set(name, counts.get(name) ?? 0);
  }

  counter(name: string): Counter {
    const counts = this.#counts;
    if (!counts.has(name)) counts.set(name, 0);
    return {
      next: async () => {
        const next = await this.#call<number>({ name: 'count', counter: name });
        counts.set(name, Math.max(next, counts.get(name) ?? 0));
        return next;
      },
      get count() {
        return counts.get(name) ?? 0;
      },
    };
  }

  /** Handles a message of the primary. */
  async take(message: Exclude<ToWorker, { type: 'start' | 'site' | 'stop' }>): Promise<void> {
    switch (message.type) {
      case 'answer':
        this.#waiting.get(message.id)?.resolve(message.value);
        this.#waiting.delete(message.id);
        return;
      case 'refusal':
        this.#waiting.get(message.id)?.reject(new UnavailableError(message.message));
        this.#waiting.delete(message.id);
        return;
      case 'entry':
        this.#hearing = this.#hearing.then(() => this.#hear(message.entry));
        return this.#hearing;
      case 'piece':
        return this.#receiver.take(message);
      case 'log':
        for (const listener of this.#logListeners) listener(message.news);
        return;
      case 'asked':
        await this.#addAll();
        this.#send({ type: 'added', id: message.id });
    }
  }

  async close(): Promise<void> {}

  async #hear(sent: SentEntry): Promise<void> {
    const entry = await this.#read(sent);
    this.#end = Math.max(this.#end, entry.position);
    for (const listener of this.#listeners) listener(entry);
  }

  async #read({ position, change }: SentEntry): Promise<Entry> {
    return { position, change: await this.#receiver.read(change) };
  }

  #call<T>(call: Call): Promise<T> {
    const id = ++this.#calls;
    return new Promise((resolve, reject) => {
      // Cast: the caller knows the type of the answer
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#send({ type: 'call', id, call });
    });
  }
}

interface PromiseWithResolve {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}
