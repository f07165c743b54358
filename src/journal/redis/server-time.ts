/** How long a measurement is preferred because it was faster than others, in milliseconds. */
const GOOD_FOR_MS = 60_000;

/** An estimate of the server's clock, which is the same for all mocks, unlike their own. */
export class ServerTime {
  #aheadMs = 0;
  #tookMs = Number.POSITIVE_INFINITY;
  #measuredAt = Number.NEGATIVE_INFINITY;

  /** The time, epoch ms. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Asks the server for its time, and notes it. */
  async measure(ask: () => Promise<number>): Promise<void> {
    const askedAt = performance.now();
    this.note(await ask(), performance.now() - askedAt);
  }

  /** Notes the server's time and the round trip it took: the longer, the less precise. */
  note(time: number, tookMs: number): void {
    const at = performance.now();
    if (tookMs > this.#tookMs && at - this.#measuredAt < GOOD_FOR_MS) return;
    this.#tookMs = tookMs;
    this.#measuredAt = at;
    this.#aheadMs = Math.round(time + tookMs / 2 - Date.now());
  }
}
