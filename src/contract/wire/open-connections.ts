/** A connection while a request uses it. */
interface Use {
  /** How long it was unused before, in ms; 0 for a new one. */
  readonly unusedMs: number;
  end(): void;
}

/** The connections that `fetch` keeps open, as far as is visible from outside: a request takes the first that is free. */
export class OpenConnections {
  readonly #connections: { isFree: boolean; usedAt: number }[] = [];

  /** Takes a connection for a request. */
  use(): Use {
    const now = performance.now();
    const free = this.#connections.find(({ isFree }) => isFree);
    const taken = free ?? { isFree: false, usedAt: now };
    if (!free) this.#connections.push(taken);
    const unusedMs = now - taken.usedAt;
    taken.isFree = false;
    return {
      unusedMs,
      end: () => {
        taken.isFree = true;
        taken.usedAt = performance.now();
      },
    };
  }
}
