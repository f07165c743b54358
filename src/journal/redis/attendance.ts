import { LEASE_MS, Presence } from './presence.ts';
import type { StateServer } from './server.ts';
import type { ServerTime } from './server-time.ts';

const REPORT_MS = LEASE_MS / 4;

/** An entry that came, without its change. */
interface Arrival {
  readonly position: number;
  readonly id: string;
  /** The mock that made it. */
  readonly mock: string;
}

/** What a mock reports of, and who hears what comes of it. */
interface Reporter {
  /** Which state it is. */
  readonly generation: string;
  /** Hears the position of the last entry. */
  known(last: number): void;
  /** Hears that the server has lost what this mock knows. */
  lost(): Promise<void>;
  /** Hears that it lost that, and that others went on without this mock. */
  parted(): void;
  /** Hears that a report failed. */
  failed(error: unknown): void;
}

/** Says again and again that a mock is alive, and how far it is as soon as that changes. */
export class Attendance {
  readonly presence: Presence;
  readonly #server: StateServer;
  readonly #time: ServerTime;
  readonly #reporter: Reporter;
  /** Who was alive when this mock appended an entry, by its position. */
  readonly #alive = new Map<number, readonly string[]>();
  /** Entries that came and are not applied yet, in order. */
  #arrived: Arrival[] = [];
  #last: Arrival = { position: 0, id: '', mock: '' };
  /** Mocks that wait to hear how far this one is. */
  readonly #toTell = new Set<string>();
  #reporting: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isScheduled = false;

  constructor(server: StateServer, time: ServerTime, reporter: Reporter) {
    this.#server = server;
    this.#time = time;
    this.#reporter = reporter;
    this.presence = new Presence(server);
  }

  /** Gives the ID of the entry at a position, if that is the last that was applied and it is known; else nothing. */
  idAt(position: number): string {
    return this.#last.position === position ? this.#last.id : '';
  }

  /** Begins to report by itself. */
  start(): void {
    this.#timer ??= setInterval(() => this.#reportQuietly(), REPORT_MS);
  }

  /** Ends that, and says that the mock has left, so that nobody waits for it. */
  async leave(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.presence.lose();
    await this.#reporting?.catch(() => {});
    await this.#server.leave();
  }

  /** Forgets how far this mock was, as another state has begun. */
  reset(): void {
    this.#arrived = [];
    this.#last = { position: 0, id: '', mock: '' };
    this.presence.lose();
  }

  /** Notes an entry that came, whose mock is to hear when it is applied. */
  note({ position, id, mock }: Arrival): void {
    this.#arrived.push({ position, id, mock });
  }

  /** Notes an entry that this mock made, and who was alive then. */
  appended(entry: Arrival, alive: readonly string[]): void {
    this.note(entry);
    this.#alive.set(entry.position, alive);
  }

  /** Resolves when all who were alive have applied an entry that this mock made, or are not waited for any longer. */
  async everywhere(position: number): Promise<void> {
    const alive = this.#alive.get(position) ?? [];
    this.#alive.delete(position);
    if (alive.length > 0) await this.presence.everywhere(alive, position);
  }

  /** Notes that all up to a position is applied. */
  applied(position: number, isOwn: (mock: string) => boolean): void {
    const done = this.#arrived.filter((arrival) => arrival.position <= position);
    if (done.length > 0) this.#arrived = this.#arrived.filter((arrival) => arrival.position > position);
    this.#last = done.find((arrival) => arrival.position === position) ?? { position, id: '', mock: '' };
    for (const { mock } of done) if (!isOwn(mock)) this.#toTell.add(mock);
    this.presence.reached(position);
    if (this.#toTell.size > 0) this.#schedule();
  }

  /** Reports, and rejects when that fails. What others are told is as it is when this is called, or later. */
  report(): Promise<void> {
    if (!this.#reporting) {
      this.#reporting = this.#report().finally(() => {
        this.#reporting = undefined;
      });
      return this.#reporting;
    }
    // the one under way may have left before what this one is to tell
    this.#next ??= this.#reporting
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.report();
      });
    return this.#next;
  }

  /** Reports soon, together with all that is applied until then. */
  #schedule(): void {
    if (this.#isScheduled || !this.#timer) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#reportQuietly();
    });
  }

  #reportQuietly(): void {
    // the reporter hears of what goes wrong
    if (this.#timer) this.report().catch(() => {});
  }

  async #report(): Promise<void> {
    const waiting = [...this.#toTell];
    this.#toTell.clear();
    const sentAt = performance.now();
    try {
      const reported = await this.#server.report(this.#reporter.generation, LEASE_MS, this.#last, waiting);
      if (reported.became === 'lost') return await this.#reporter.lost();
      if (reported.became !== 'known') return this.#reporter.parted();
      this.#time.note(reported.time, performance.now() - sentAt);
      this.#reporter.known(reported.last);
      this.presence.granted(sentAt, reported.last, this.#last.position);
    } catch (error) {
      for (const mock of waiting) this.#toTell.add(mock);
      this.#reporter.failed(error);
      throw error;
    }
  }
}
