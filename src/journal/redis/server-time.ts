/** How long a measurement counts that took less time than others, in milliseconds. */
const GOOD_FOR_MS = 60_000;

/** The clock of the server, as far as this process can tell: it is the same for all mocks, unlike their own. */
export class ServerTime {
  #aheadMs = 0;
  #tookMs = Number.POSITIVE_INFINITY;
  #measuredAt = Number.NEGATIVE_INFINITY;

  /** The time, epoch ms. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Asks the server, and notes what it says. */
  async measure(ask: () => Promise<number>): Promise<void> {
    const askedAt = performance.now();
    this.note(await ask(), performance.now() - askedAt);
  }

  /** Notes what the server said, and how long it took to hear that: the longer, the less it says. */
  note(time: number, tookMs: number): void {
    const at = performance.now();
    if (tookMs > this.#tookMs && at - this.#measuredAt < GOOD_FOR_MS) return;
    this.#tookMs = tookMs;
    this.#measuredAt = at;
    this.#aheadMs = Math.round(time + tookMs / 2 - Date.now());
  }
}
