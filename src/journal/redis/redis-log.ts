import { LOG_SIZE, type LogEntry } from '../../kit/log-entry.ts';
import type { LogNews, SharedLog } from '../shared-log.ts';
import { positionOf, type StreamEntry } from './entry.ts';
import { type KeyedLink, LARGE } from './keyed-link.ts';
import { ADD_TO_LOG, ASK_FOR_LOG, CLEAR_LOG, POST } from './scripts.ts';

/** How long others have to add their requests, in milliseconds. A slower one may be gone. */
const ADDING_MS = 2_000;

/** A log in a stream: each entry holds the requests that one mock added at once, under the ID of the last of them. */
export class RedisLog implements SharedLog {
  readonly #link: KeyedLink;
  readonly #mock: string;
  readonly #listeners = new Set<(news: LogNews) => void>();
  /** Pending questions: who has answered, and what to call then. */
  readonly #questions = new Map<string, { readonly answered: Set<string>; readonly heard: () => void }>();
  #addAll: () => Promise<void> = async () => {};
  #count = 0;

  constructor(link: KeyedLink, mock: string) {
    this.#link = link;
    this.#mock = mock;
  }

  /** Whether anybody follows it. */
  get isFollowed(): boolean {
    return this.#listeners.size > 0;
  }

  async add(entries: readonly LogEntry[]): Promise<void> {
    await this.#link.run(ADD_TO_LOG, [String(entries.length), JSON.stringify(entries), String(LOG_SIZE)]);
  }

  async list(): Promise<LogEntry[]> {
    await this.#gather();
    const stream = await this.#link.send<StreamEntry[]>(['XRANGE', this.#link.key('log'), '-', '+'], LARGE);
    return stream.flatMap((entry) => readRequests(entry) ?? []).slice(-LOG_SIZE);
  }

  follow(listener: (news: LogNews) => void): () => void {
    this.#listeners.add(listener);
    // a message to itself ends the wait that covers only the journal
    this.#post(this.#mock, 'listen', '').catch(() => {});
    return () => void this.#listeners.delete(listener);
  }

  async clear(): Promise<void> {
    await this.#gather();
    await this.#link.run(CLEAR_LOG, [this.#mock]);
  }

  onAsked(addAll: () => Promise<void>): void {
    this.#addAll = addAll;
  }

  /** Receives an entry of the stream. */
  hear(entry: StreamEntry): void {
    const requests = readRequests(entry);
    if (!requests && entry[1][1] === this.#mock) return;
    for (const listener of this.#listeners) listener(requests ?? 'cleared');
  }

  /** Receives another mock's question for all answered requests. */
  async asked(mock: string, question: string): Promise<void> {
    await this.#addAll();
    await this.#post(mock, 'added', question);
  }

  /** Receives another mock's notice that all is added. */
  answered(mock: string, id: string): void {
    const question = this.#questions.get(id);
    question?.answered.add(mock);
    question?.heard();
  }

  /** Makes all mocks add the requests they have answered so far. */
  async #gather(): Promise<void> {
    const id = String(++this.#count);
    const answered = new Set<string>();
    let asked: readonly string[] | undefined;
    let timer: NodeJS.Timeout | undefined;
    const done = new Promise<void>((resolve) => {
      // answers may arrive before it is known who was asked
      const heard = () => {
        if (asked?.every((mock) => answered.has(mock))) resolve();
      };
      this.#questions.set(id, { answered, heard });
      timer = setTimeout(resolve, ADDING_MS);
    });
    try {
      [asked] = await Promise.all([this.#ask(id), this.#addAll()]);
      this.#questions.get(id)?.heard();
      await done;
    } finally {
      clearTimeout(timer);
      this.#questions.delete(id);
    }
  }

  /** Asks all others to add their requests; returns the mocks asked. */
  #ask(question: string): Promise<string[]> {
    return this.#link.run(ASK_FOR_LOG, [this.#mock, question]);
  }

  async #post(mock: string, type: string, value: string): Promise<void> {
    await this.#link.run(POST, [mock, type, this.#mock, value]);
  }
}

/** Reads the requests of an entry; undefined for one that clears all before. */
function readRequests([id, [kind, text = '[]']]: StreamEntry): LogEntry[] | undefined {
  if (kind !== 'entries') return undefined;
  // Cast: a mock wrote it
  const entries = JSON.parse(text) as LogEntry[];
  const first = positionOf(id) - entries.length + 1;
  return entries.map((entry, index) => ({ ...entry, id: first + index }));
}
