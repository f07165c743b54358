import type { Counter } from '../journal.ts';
import type { Health } from './health.ts';
import type { StateServer } from './server.ts';

/** The counts that all mocks with a state share, as this one knows them. */
export class Counts {
  readonly #server: StateServer;
  readonly #health: Health;
  readonly #known = new Map<string, number>();

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
        if (!this.#health.isAway) count = await this.#server.count(name);
      } catch {
        // as while it is unreachable
      }
      this.#known.set(name, count);
      return count;
    };
    return {
      next,
      get count() {
        return known();
      },
    };
  }

  /** Fetches the current values of the opened counts. */
  async refresh(): Promise<void> {
    if (this.#known.size === 0) return;
    const counts = await this.#server.counts();
    for (const name of this.#known.keys()) this.#known.set(name, counts.get(name) ?? 0);
  }
}
