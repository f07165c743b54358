/** Counts what was done, how long it took, and what went wrong. */
export class Tally {
  readonly #times = new Map<string, number[]>();
  readonly #faults = new Map<string, number>();

  /** Notes that something was done, and how long it took in milliseconds. */
  done(what: string, ms: number): void {
    const times = this.#times.get(what) ?? [];
    times.push(ms);
    this.#times.set(what, times);
  }

  /** Notes that something went wrong. */
  failed(what: string): void {
    this.#faults.set(what, (this.#faults.get(what) ?? 0) + 1);
  }

  /** Does something and notes it, as failed where it throws. */
  async time(what: string, run: () => Promise<void>): Promise<void> {
    const startedAt = performance.now();
    try {
      await run();
      this.done(what, performance.now() - startedAt);
    } catch (error) {
      this.failed(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  get requests(): number {
    return [...this.#times.values()].reduce((sum, times) => sum + times.length, 0);
  }

  /** What went wrong, and how often. */
  get faults(): readonly (readonly [what: string, times: number])[] {
    return [...this.#faults];
  }

  /** A line for each thing done: how often, and its times. */
  lines(): string[] {
    return [...this.#times].map(([what, times]) => {
      const sorted = Float64Array.from(times).sort();
      const at = (share: number) => `${(sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)} ms`;
      return `${what.padEnd(18)} ${String(times.length).padStart(8)}  p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`;
    });
  }
}
