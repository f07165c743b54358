import { writeDuration } from '../../shared/duration.ts';
import type { Exchange, Reply, TransportFault } from './exchange.ts';
import { isBareBusy, pauseMs } from './rate-limit.ts';

/** The run sends no more requests; the message says why. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** The limits of a run. */
export interface BudgetSettings {
  /** Time limit of the whole run, from the creation of the budget. */
  readonly deadlineMs: number;
  readonly maxRequests: number;
  readonly requestsPerSecond?: number | undefined;
  /** Ends the run once it is aborted, with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Counts the requests of a run, however they are sent, and ends the run at its limits. */
export class Budget {
  readonly #settings: BudgetSettings;
  readonly #deadline: number;
  #faults = 0;
  #stopped: string | undefined;
  #nextSlot = 0;
  #requests = 0;
  #isPatient = true;
  /** Whether a 503 without `Retry-After` is known to come from a limit on requests. */
  hasSilentLimit = false;

  constructor(settings: BudgetSettings) {
    this.#settings = settings;
    this.#deadline = performance.now() + settings.deadlineMs;
  }

  /** Requests sent so far. */
  get requests(): number {
    return this.#requests;
  }

  /** Why no more requests are sent; undefined while they still are. */
  get stopped(): string | undefined {
    return this.#stopped;
  }

  /** Time left in the run, at least 1 ms. */
  get leftMs(): number {
    return Math.max(1, this.#deadline - performance.now());
  }

  /** Waits until a request may be sent, and returns its number in the run. Throws {@link Stopped} at a limit. */
  async take(): Promise<number> {
    const { maxRequests } = this.#settings;
    if (this.#faults >= MAX_FAULTS) this.#stop('too many requests got no complete reply');
    if (this.#requests >= maxRequests) this.#stop(`--max-requests (${maxRequests}) is used up`);
    if (this.#stopped !== undefined) this.#stop(this.#stopped);
    this.stopWhenEnded();
    // counted before waiting, as other requests are in progress
    this.#requests += 1;
    const order = this.#requests;
    await this.#pace();
    return order;
  }

  /** Counts a request without a complete reply: after some of them the run ends. */
  addFault(kind: TransportFault['kind']): void {
    this.#faults += kind === 'too-large' ? TOO_LARGE_FAULTS : 1;
  }

  /**
   * Marks an exchange whose reply asks the client to retry later: because of a rate limit, or because the server is busy
   * right now. If it is still busy then, that counts as the answer, and the run does not retry for it again.
   */
  markPutOff<E extends Exchange>(exchange: E, attempt: number): E {
    const { status, headers } = exchange.reply ?? {};
    const isBusy = status === 503 && headers?.has('retry-after') === true && pauseOf(headers) <= LONGEST_BUSY_MS;
    if (isBusy && attempt > 1) this.#isPatient = false;
    const isLimited = this.hasSilentLimit && isBareBusy(exchange) && attempt < MAX_ATTEMPTS;
    return status === 429 || isLimited || (isBusy && this.#isPatient) ? { ...exchange, isPutOff: true } : exchange;
  }

  /**
   * Waits as long as a reply asks for before its request is retried; ends the run after several attempts, and at once
   * where the wait would not end before the deadline.
   */
  async pause(attempt: number, { status, headers }: Reply): Promise<void> {
    if (attempt === MAX_ATTEMPTS) this.#stop('the server limits the rate of requests (429); pass a lower --rate');
    const ms = pauseOf(headers);
    if (ms > this.leftMs) {
      const deadline = writeDuration(this.#settings.deadlineMs);
      this.#stop(
        `the server asks to wait ${Math.ceil(ms / 1000)} s (${status}), which --deadline (${deadline}) does not leave; pass a longer one, or a lower --rate`,
      );
    }
    await this.sleep(ms);
  }

  /** Ends the run because the server no longer answers. */
  stopAsGone(message: string): never {
    this.#stop(`the server stopped answering: ${message}`);
  }

  /** Ends the run because its time is up. */
  stopAsOver(): never {
    this.#stop(`--deadline (${writeDuration(this.#settings.deadlineMs)}) is over`);
  }

  /** Ends the run if its time is up, or if it was aborted. */
  stopWhenEnded(): void {
    const { signal } = this.#settings;
    if (signal?.aborted) this.#stop(String(signal.reason));
    if (performance.now() >= this.#deadline) this.stopAsOver();
  }

  /** Waits, but not beyond the end of the run, where it throws {@link Stopped}. */
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
/** A server that is busy for longer does not answer now. */
const LONGEST_BUSY_MS = 60_000;
const MAX_FAULTS = 6;
/** Weight of a reply that is too large, as what was read of it occupies memory until it is collected. */
const TOO_LARGE_FAULTS = 3;

function pauseOf(headers: Headers): number {
  return pauseMs(headers, performance.timeOrigin + performance.now());
}
