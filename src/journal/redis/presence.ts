import { ANSWER_MS } from './client.ts';

/** How long a mock counts as alive after a heartbeat, by the server's clock, in milliseconds. */
export const LEASE_MS = 2_000;
/** How much earlier it considers itself out of date, as clocks drift. */
const MARGIN_MS = 200;
/** How often to look up the mocks that a change waits for. */
const LOOK_UP_MS = 250;

/** What a mock asks about others. */
interface Others {
  /** Returns the mocks that are alive and have not applied an entry. Rejects if the server is unreachable. */
  behind(position: number): Promise<readonly string[]>;
}

/**
 * Whether this mock may answer without asking, and which others have applied its changes.
 *
 * Changes wait for every mock with a current heartbeat (a lease), so such a mock may answer at once: it knows all
 * confirmed changes. Without a current one it is not waited for, and knows that itself.
 */
export class Presence {
  readonly #others: Others;
  readonly #applied = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  /** Until when others wait for this mock, by this process's clock. */
  #until = 0;
  /** The next such time, effective once this mock has applied all that existed when it was granted. */
  #granted: { readonly until: number; readonly position: number } | undefined;

  constructor(others: Others) {
    this.#others = others;
  }

  /** Whether all confirmed changes are known here. */
  get isCurrent(): boolean {
    return performance.now() < this.#until;
  }

  /** Notes a heartbeat of this mock sent at a time, and the position of the last entry then. */
  granted(sentAt: number, last: number, position: number): void {
    this.#granted = { until: sentAt + LEASE_MS - MARGIN_MS, position: last };
    this.reached(position);
  }

  /** Notes this mock's position. */
  reached(position: number): void {
    if (!this.#granted || position < this.#granted.position) return;
    this.#until = this.#granted.until;
    this.#granted = undefined;
  }

  /** Resets everything, as when another state starts. */
  lose(): void {
    this.#until = 0;
    this.#granted = undefined;
  }

  /** Notes that another mock has applied everything up to a position. */
  heard(mock: string, position: number): void {
    this.#applied.set(mock, Math.max(position, this.#applied.get(mock) ?? 0));
    for (const wake of this.#waiting) wake();
  }

  /** Resolves once those mocks have applied an entry, or need not be waited for any longer. */
  async everywhere(mocks: readonly string[], position: number): Promise<void> {
    const isDone = () => mocks.every((mock) => (this.#applied.get(mock) ?? 0) >= position);
    const longest = performance.now() + LEASE_MS + ANSWER_MS;
    while (!isDone() && performance.now() < longest) {
      if (await this.#wait(isDone)) return;
      try {
        const behind = await this.#others.behind(position);
        if (behind.length === 0) return;
        const left = mocks.filter((mock) => !behind.includes(mock));
        for (const mock of left) this.heard(mock, position);
      } catch {
        // without a server there are no heartbeats, and in the end nothing is waited for
      }
    }
  }

  /** Waits for a while, and returns whether it is done. */
  #wait(isDone: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve(isDone());
      };
      const timer = setTimeout(end, LOOK_UP_MS);
      const wake = () => {
        if (isDone()) end();
      };
      this.#waiting.add(wake);
    });
  }
}
