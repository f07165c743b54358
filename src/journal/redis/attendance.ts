import { LEASE_MS, Presence } from './presence.ts';
import type { StateServer } from './server.ts';
import type { ServerTime } from './server-time.ts';

const REPORT_MS = LEASE_MS / 4;

/** A received entry, without its change. */
interface Arrival {
  readonly position: number;
  readonly id: string;
  /** The mock that made it. */
  readonly mock: string;
}

/** What a mock reports on, and callbacks for the outcome. */
interface Reporter {
  /** Identifies the state. */
  readonly generation: string;
  /** Called with the position of the last entry. */
  known(last: number): void;
  /** Called when the server has lost what this mock knows. */
  lost(): Promise<void>;
  /** Called when it lost that, and others continued without this mock. */
  parted(): void;
  /** Called when a report failed. */
  failed(error: unknown): void;
}

/** Sends heartbeats of a mock, and its position as soon as that changes. */
export class Attendance {
  readonly presence: Presence;
  readonly #server: StateServer;
  readonly #time: ServerTime;
  readonly #reporter: Reporter;
  /** The mocks that were alive when this one appended an entry, by its position. */
  readonly #alive = new Map<number, readonly string[]>();
  /** Received entries that are not applied yet, in order. */
  #arrived: Arrival[] = [];
  #last: Arrival = { position: 0, id: '', mock: '' };
  /** Mocks that wait for this one's position. */
  readonly #waiting = new Set<string>();
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

  /** Returns the ID of the entry at a position if that is the last applied one and known; else an empty string. */
  idAt(position: number): string {
    return this.#last.position === position ? this.#last.id : '';
  }

  /** Starts to report regularly. */
  start(): void {
    this.#timer ??= setInterval(() => this.#reportQuietly(), REPORT_MS);
  }

  /** Stops that, and reports that the mock has left, so that no other waits for it. */
  async leave(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.presence.lose();
    await this.#reporting?.catch(() => {});
    await this.#server.leave();
  }

  /** Resets this mock's position, as another state has started. */
  reset(): void {
    this.#arrived = [];
    this.#last = { position: 0, id: '', mock: '' };
    this.presence.lose();
  }

  /** Notes a received entry, whose mock is notified when it is applied. */
  note({ position, id, mock }: Arrival): void {
    this.#arrived.push({ position, id, mock });
  }

  /** Notes an entry that this mock made, and the mocks that were alive then. */
  appended(entry: Arrival, alive: readonly string[]): void {
    this.note(entry);
    this.#alive.set(entry.position, alive);
  }

  /**
   * Resolves once all mocks that were alive have applied an entry of this one, or need not be waited for any longer.
   */
  async everywhere(position: number): Promise<void> {
    const alive = this.#alive.get(position) ?? [];
    this.#alive.delete(position);
    if (alive.length > 0) await this.presence.everywhere(alive, position);
  }

  /** Notes that everything up to a position is applied. */
  applied(position: number, isOwn: (mock: string) => boolean): void {
    const done = this.#arrived.filter((arrival) => arrival.position <= position);
    if (done.length > 0) this.#arrived = this.#arrived.filter((arrival) => arrival.position > position);
    this.#last = done.find((arrival) => arrival.position === position) ?? { position, id: '', mock: '' };
    for (const { mock } of done) if (!isOwn(mock)) this.#waiting.add(mock);
    this.presence.reached(position);
    if (this.#waiting.size > 0) this.#schedule();
  }

  /** Reports, and rejects if that fails. The report is at least as recent as this call. */
  report(): Promise<void> {
    if (!this.#reporting) {
      this.#reporting = this.#report().finally(() => {
        this.#reporting = undefined;
      });
      return this.#reporting;
    }
    // the report in flight may have been sent before the latest change
    this.#next ??= this.#reporting
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.report();
      });
    return this.#next;
  }

  /** Reports soon, with everything applied until then. */
  #schedule(): void {
    if (this.#isScheduled || !this.#timer) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#reportQuietly();
    });
  }

  #reportQuietly(): void {
    // the reporter is notified of errors
    if (this.#timer) this.report().catch(() => {});
  }

  async #report(): Promise<void> {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    const sentAt = performance.now();
    try {
      const reported = await this.#server.report(this.#reporter.generation, LEASE_MS, this.#last, waiting);
      if (reported.became === 'lost') return await this.#reporter.lost();
      if (reported.became !== 'known') return this.#reporter.parted();
      this.#time.note(reported.time, performance.now() - sentAt);
      this.#reporter.known(reported.last);
      this.presence.granted(sentAt, reported.last, this.#last.position);
    } catch (error) {
      for (const mock of waiting) this.#waiting.add(mock);
      this.#reporter.failed(error);
      throw error;
    }
  }
}
