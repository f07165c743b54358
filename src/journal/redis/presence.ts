import { ANSWER_MS } from './client.ts';

/** For how long a mock counts as alive after it said so, by the clock of the server, in milliseconds. */
export const LEASE_MS = 2_000;
/** By how much sooner it takes itself for out of date: clocks do not run quite alike. */
const MARGIN_MS = 200;
/** How often those are looked up who keep a change waiting. */
const LOOK_UP_MS = 250;

/** What a mock reads of others. */
interface Others {
  /** Gives those that are alive and have not applied an entry. It rejects when the server cannot be asked. */
  behind(position: number): Promise<readonly string[]>;
}

/**
 * Whether this mock may answer without asking, and which others have applied what it changed.
 *
 * A mock that says in time that it is alive is waited for by whoever makes a change, so it may answer at once: it knows
 * all changes that anybody was told of. One that did not say so in time is not waited for, and knows that by itself.
 */
export class Presence {
  readonly #others: Others;
  readonly #applied = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  /** Until when others wait for this mock, by this process's own clock. */
  #until = 0;
  /** A time until which they will, once this mock has applied what was there when it was granted. */
  #granted: { readonly until: number; readonly position: number } | undefined;

  constructor(others: Others) {
    this.#others = others;
  }

  /** Whether all changes are known here that somebody was told of. */
  get isCurrent(): boolean {
    return performance.now() < this.#until;
  }

  /** Notes that this mock said at a time that it is alive, and what the last entry then was. */
  granted(sentAt: number, last: number, position: number): void {
    this.#granted = { until: sentAt + LEASE_MS - MARGIN_MS, position: last };
    this.reached(position);
  }

  /** Notes how far this mock is. */
  reached(position: number): void {
    if (!this.#granted || position < this.#granted.position) return;
    this.#until = this.#granted.until;
    this.#granted = undefined;
  }

  /** Forgets all, as when another state begins. */
  lose(): void {
    this.#until = 0;
    this.#granted = undefined;
  }

  /** Hears that another mock has applied all up to a position. */
  heard(mock: string, position: number): void {
    this.#applied.set(mock, Math.max(position, this.#applied.get(mock) ?? 0));
    for (const wake of this.#waiting) wake();
  }

  /** Resolves when those mocks have applied an entry, or are not waited for any longer. */
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
        // without a server nobody can say that they are alive, and in the end nobody is waited for
      }
    }
  }

  /** Waits for a while, and tells whether it is done. */
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
