import { LOG_SIZE, type LogEntry } from '../../kit/log-entry.ts';
import type { LogNews, SharedLog } from '../shared-log.ts';
import { positionOf, type StreamEntry } from './entry.ts';

/** How long others have to add their requests, in milliseconds. A slower one may be gone. */
const ADDING_MS = 2_000;

/** What a log needs of the server. */
interface LogServer {
  readonly mock: string;
  add(count: number, text: string): Promise<void>;
  read(): Promise<readonly StreamEntry[]>;
  clear(): Promise<void>;
  /** Asks all others to add their requests; returns the mocks asked. */
  ask(question: string): Promise<readonly string[]>;
  /** Notifies another mock that all is added. */
  answer(mock: string, question: string): Promise<void>;
  /** Starts to listen for additions, while somebody follows. */
  listen(): void;
}

/** A log in a stream: each entry holds the requests that one mock added at once, under the ID of the last of them. */
export class RedisLog implements SharedLog {
  readonly #server: LogServer;
  readonly #listeners = new Set<(news: LogNews) => void>();
  /** Pending questions: who has answered, and what to call then. */
  readonly #questions = new Map<string, { readonly answered: Set<string>; readonly heard: () => void }>();
  #addAll: () => Promise<void> = async () => {};
  #count = 0;

  constructor(server: LogServer) {
    this.#server = server;
  }

  /** Whether anybody follows it. */
  get isFollowed(): boolean {
    return this.#listeners.size > 0;
  }

  async add(entries: readonly LogEntry[]): Promise<void> {
    await this.#server.add(entries.length, JSON.stringify(entries));
  }

  async list(): Promise<LogEntry[]> {
    await this.#gather();
    const stream = await this.#server.read();
    return stream.flatMap((entry) => readRequests(entry) ?? []).slice(-LOG_SIZE);
  }

  follow(listener: (news: LogNews) => void): () => void {
    this.#listeners.add(listener);
    this.#server.listen();
    return () => void this.#listeners.delete(listener);
  }

  async clear(): Promise<void> {
    await this.#gather();
    await this.#server.clear();
  }

  onAsked(addAll: () => Promise<void>): void {
    this.#addAll = addAll;
  }

  /** Receives an entry of the stream. */
  hear(entry: StreamEntry): void {
    const requests = readRequests(entry);
    if (!requests && entry[1][1] === this.#server.mock) return;
    for (const listener of this.#listeners) listener(requests ?? 'cleared');
  }

  /** Receives another mock's question for all answered requests. */
  async asked(mock: string, question: string): Promise<void> {
    await this.#addAll();
    await this.#server.answer(mock, question);
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
      [asked] = await Promise.all([this.#server.ask(id), this.#addAll()]);
      this.#questions.get(id)?.heard();
      await done;
    } finally {
      clearTimeout(timer);
      this.#questions.delete(id);
    }
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
