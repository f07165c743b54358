import type { Counter } from '../journal.ts';
import type { Health } from './health.ts';
import type { StateServer } from './server.ts';

/** The counts that all mocks with a state share, as this one knows them. */
export class Counts {
  readonly #server: StateServer;
  readonly #health: Health;
  readonly #known = new Map<string, number>();
  /** Whether this mock has counted what the server has not. */
  #isAhead = false;

  constructor(server: StateServer, health: Health) {
    this.#server = server;
    this.#health = health;
  }

  /** Opens a count by name. While the server is unreachable, each mock counts on from what it knows. */
  open(name: string): Counter {
    const known = () => this.#known.get(name) ?? 0;
    this.#known.set(name, known());
    const next = async () => {
      let count = known() + 1;
      try {
        if (this.#health.isAway) this.#isAhead = true;
        else count = await this.#server.count(name);
      } catch {
        // as while it is unreachable
        this.#isAhead = true;
      }
      // a server that was just restarted without data counts from 1
      this.#known.set(name, Math.max(count, known()));
      return count;
    };
    return {
      next,
      get count() {
        return known();
      },
    };
  }

  /** Fetches the current counts, also those that are opened later. */
  async refresh(): Promise<void> {
    const counts = await this.#server.counts();
    for (const name of this.#known.keys()) this.#known.set(name, counts.get(name) ?? 0);
    for (const [name, count] of counts) this.#known.set(name, count);
  }

  /** Reports to the server of a state what was counted while it was unreachable. */
  async settle(generation: string): Promise<void> {
    if (this.#isAhead) await this.bringBack(generation);
  }

  /** Reports to the server of a state all that it may have lost: it keeps the higher count of each. */
  async bringBack(generation: string): Promise<void> {
    const counted = [...this.#known].filter(([, count]) => count > 0);
    if (counted.length > 0) await this.#server.raiseCounts(generation, counted);
    this.#isAhead = false;
  }
}
