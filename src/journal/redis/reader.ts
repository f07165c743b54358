import type { StreamEntry } from './entry.ts';
import type { KeyedLink } from './keyed-link.ts';
import type { Link } from './link.ts';

/** How long the server blocks while there is nothing new, in milliseconds. */
const HOLD_MS = 5_000;
const LATE_MS = 2_000;
const MOST_ENTRIES = '1000';

/** Callbacks for incoming data. */
interface Incoming {
  /** Resolves once they are read; the next ones follow after that. */
  entries(entries: readonly StreamEntry[]): Promise<void>;
  message(type: string, mock: string, value: string): void;
  log(entry: StreamEntry): void;
  /** Whether anybody follows the log. */
  wantsLog(): boolean;
}

/** Waits for incoming data: entries of the journal, messages of other mocks, and the log while somebody follows it. */
export class Reader {
  readonly #link: Link;
  readonly #keyed: KeyedLink;
  readonly #mock: string;
  readonly #incoming: Incoming;
  #journalFrom = '0-0';
  #inboxFrom = '0-0';
  #logFrom: string | undefined;
  /** Identifies the current run. */
  #run = 0;
  #isStarted = false;

  constructor(link: Link, keyed: KeyedLink, mock: string, incoming: Incoming) {
    this.#link = link;
    this.#keyed = keyed;
    this.#mock = mock;
    this.#incoming = incoming;
  }

  /** Starts to read the journal after a position. */
  start(position: number): void {
    this.#journalFrom = `${position}-0`;
    this.#isStarted = true;
    this.resume();
  }

  /** Resumes once the link is connected again. */
  resume(): void {
    if (!this.#isStarted) return;
    this.#run += 1;
    void this.#loop(this.#run);
  }

  stop(): void {
    this.#isStarted = false;
    this.#run += 1;
  }

  async #loop(run: number): Promise<void> {
    while (run === this.#run && this.#link.isUp) {
      try {
        const streams = await this.#read();
        if (run === this.#run) await this.#take(streams ?? []);
      } catch (error) {
        // a lost link reports that itself; any other error is retried on a new one
        this.#link.renew(error);
        return;
      }
    }
  }

  #read(): Promise<[string, StreamEntry[]][] | null> {
    // followers of the log skip entries they already have
    if (this.#incoming.wantsLog()) this.#logFrom ??= '0-0';
    else this.#logFrom = undefined;
    const from: Record<string, string | undefined> = {
      [this.#keyed.key('journal')]: this.#journalFrom,
      [this.#inbox]: this.#inboxFrom,
      [this.#keyed.key('log')]: this.#logFrom,
    };
    const streams = Object.entries(from).filter(([, id]) => id !== undefined);
    const names = streams.map(([name]) => name);
    const ids = streams.map(([, id]) => id ?? '');
    const args = ['XREAD', 'COUNT', MOST_ENTRIES, 'BLOCK', String(HOLD_MS), 'STREAMS', ...names, ...ids];
    return this.#keyed.send(args, { mostMs: HOLD_MS + LATE_MS });
  }

  async #take(streams: readonly [string, StreamEntry[]][]): Promise<void> {
    for (const [name, entries] of streams) {
      const last = entries.at(-1)?.[0];
      if (last === undefined) continue;
      if (name === this.#inbox) {
        this.#inboxFrom = last;
        for (const [, fields] of entries) this.#incoming.message(fields[1] ?? '', fields[3] ?? '', fields[5] ?? '');
      } else if (name === this.#keyed.key('log')) {
        this.#logFrom = last;
        for (const entry of entries) this.#incoming.log(entry);
      } else {
        this.#journalFrom = last;
        await this.#incoming.entries(entries);
      }
    }
  }

  get #inbox(): string {
    return this.#keyed.key(`inbox:${this.#mock}`);
  }
}
