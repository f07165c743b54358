import { LOG_SIZE, type LogEntry } from '../../kit/log-entry.ts';
import type { LogNews, SharedLog } from '../shared-log.ts';
import { positionOf, type StreamEntry } from './entry.ts';

/** How long others have to add what they answered, in milliseconds. Who needs longer may be gone. */
const ADDING_MS = 2_000;

/** What a log asks of the server. */
interface LogServer {
  readonly mock: string;
  add(count: number, text: string): Promise<void>;
  read(): Promise<readonly StreamEntry[]>;
  clear(): Promise<void>;
  /** Asks all others to add what they answered; gives those that were asked. */
  ask(question: string): Promise<readonly string[]>;
  /** Tells another that all is added. */
  answer(mock: string, question: string): Promise<void>;
  /** Begins to hear of what is added, while somebody follows. */
  listen(): void;
}

/** A log in a stream: each entry holds the requests that one mock added at once, under the ID of the last of them. */
export class RedisLog implements SharedLog {
  readonly #server: LogServer;
  readonly #listeners = new Set<(news: LogNews) => void>();
  /** Questions that wait for answers: who has answered, and what to call then. */
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

  /** Hears of an entry of the stream. */
  hear(entry: StreamEntry): void {
    const requests = readRequests(entry);
    if (!requests && entry[1][1] === this.#server.mock) return;
    for (const listener of this.#listeners) listener(requests ?? 'cleared');
  }

  /** Hears that another mock wants to know all that was answered. */
  async asked(mock: string, question: string): Promise<void> {
    await this.#addAll();
    await this.#server.answer(mock, question);
  }

  /** Hears that another mock has added all. */
  answered(mock: string, id: string): void {
    const question = this.#questions.get(id);
    question?.answered.add(mock);
    question?.heard();
  }

  /** Has all mocks add what they answered until now. */
  async #gather(): Promise<void> {
    const id = String(++this.#count);
    const answered = new Set<string>();
    let asked: readonly string[] | undefined;
    let timer: NodeJS.Timeout | undefined;
    const done = new Promise<void>((resolve) => {
      // answers may come before it is known who was asked
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

/** Reads the requests of an entry; undefined for one that says that all before were forgotten. */
function readRequests([id, [kind, text = '[]']]: StreamEntry): LogEntry[] | undefined {
  if (kind !== 'entries') return undefined;
  // Cast: it is as it was written
  const entries = JSON.parse(text) as LogEntry[];
  const first = positionOf(id) - entries.length + 1;
  return entries.map((entry, index) => ({ ...entry, id: first + index }));
}
