import { writeDuration } from '../../shared/duration.ts';
import type { Exchange, Reply, TransportFault } from './exchange.ts';
import { pauseMs } from './rate-limit.ts';

/** No more requests are sent in this run; the message says why. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** The limits of a run. */
export interface BudgetSettings {
  /** Time limit of the whole run, from when the budget is made. */
  readonly deadlineMs: number;
  readonly maxRequests: number;
  readonly requestsPerSecond?: number | undefined;
  /** Ends the run once it is aborted; its reason says why. */
  readonly signal?: AbortSignal | undefined;
}

/** Counts what a run sends, however it is sent, and ends the run at its limits. */
export class Budget {
  readonly #settings: BudgetSettings;
  readonly #deadline: number;
  #faults = 0;
  #stopped: string | undefined;
  #nextSlot = 0;
  #requests = 0;
  #isPatient = true;

  constructor(settings: BudgetSettings) {
    this.#settings = settings;
    this.#deadline = performance.now() + settings.deadlineMs;
  }

  /** Requests sent so far. */
  get requests(): number {
    return this.#requests;
  }

  /** Why no more requests are sent; undefined while they are. */
  get stopped(): string | undefined {
    return this.#stopped;
  }

  /** Time left until the run has to end, at least 1 ms. */
  get leftMs(): number {
    return Math.max(1, this.#deadline - performance.now());
  }

  /** Waits until a request may be sent, and gives its number in the run. Throws {@link Stopped} where none may. */
  async take(): Promise<number> {
    const { maxRequests } = this.#settings;
    if (this.#faults >= MAX_FAULTS) this.#stop('too many requests got no complete reply');
    if (this.#requests >= maxRequests) this.#stop(`--max-requests (${maxRequests}) is used up`);
    if (this.#stopped !== undefined) this.#stop(this.#stopped);
    this.stopWhenEnded();
    // counted before anything is waited for, as others are on their way beside it
    this.#requests += 1;
    const order = this.#requests;
    await this.#pace();
    return order;
  }

  /** Remembers that a request got no complete reply: after some of them the run ends. */
  addFault(kind: TransportFault['kind']): void {
    this.#faults += kind === 'too-large' ? TOO_LARGE_FAULTS : 1;
  }

  /**
   * Marks an exchange whose reply says to ask again later: for the rate of requests, or because the server is busy at the
   * moment. That it is still busy then is an answer, and nobody waits for it again in this run.
   */
  markPutOff<E extends Exchange>(exchange: E, attempt: number): E {
    const { status, headers } = exchange.reply ?? {};
    const isBusy = status === 503 && headers?.has('retry-after') === true;
    if (isBusy && attempt > 1) this.#isPatient = false;
    return status === 429 || (isBusy && this.#isPatient) ? { ...exchange, isPutOff: true } : exchange;
  }

  /** Waits as long as a reply says before its request is sent again; ends the run after some such attempts. */
  async pause(attempt: number, { headers }: Reply): Promise<void> {
    if (attempt === MAX_ATTEMPTS) this.#stop('the server limits the rate of requests (429); pass a lower --rate');
    await this.sleep(pauseMs(headers, performance.timeOrigin + performance.now()));
  }

  /** Ends the run as nobody answers any more. */
  stopAsGone(message: string): never {
    this.#stop(`the server stopped answering: ${message}`);
  }

  /** Ends the run as its time is over. */
  stopAsOver(): never {
    this.#stop(`--deadline (${writeDuration(this.#settings.deadlineMs)}) is over`);
  }

  /** Ends the run where its time is over, or somebody wants it to end. */
  stopWhenEnded(): void {
    const { signal } = this.#settings;
    if (signal?.aborted) this.#stop(String(signal.reason));
    if (performance.now() >= this.#deadline) this.stopAsOver();
  }

  /** Waits, and not beyond the end of the run; throws {@link Stopped} there. */
  async sleep(ms: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.min(ms, this.#deadline - performance.now())));
    this.stopWhenEnded();
  }

  #stop(reason: string): never {
    this.#stopped = reason;
    throw new Stopped(reason);
  }

  async #pace(): Promise<void> {
    const perSecond = this.#settings.requestsPerSecond;
    if (!perSecond) return;
    const now = performance.now();
    this.#nextSlot = Math.max(this.#nextSlot, now) + 1000 / perSecond;
    await this.sleep(this.#nextSlot - now - 1000 / perSecond);
  }
}

const MAX_ATTEMPTS = 4;
const MAX_FAULTS = 6;
/** A reply that is too large counts as so many: what was read of it takes memory until it is collected. */
const TOO_LARGE_FAULTS = 3;
