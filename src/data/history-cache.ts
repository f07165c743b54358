import type { LiveHistory } from './live-history.ts';

/** What is kept of one user. */
export interface KeptHistory {
  /** The name of the view that it shows. */
  readonly view: string;
  readonly history: LiveHistory;
}

/** How much is kept. */
export interface CacheLimits {
  readonly users: number;
  /** Events of all users together. */
  readonly events: number;
}

/** Histories of the users who were asked for last. */
export class HistoryCache {
  readonly #limits: CacheLimits;
  readonly #kept = new Map<string, KeptHistory & { readonly size: number }>();
  #events = 0;

  constructor(limits: CacheLimits) {
    this.#limits = limits;
  }

  /** Users kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** Events kept. */
  get events(): number {
    return this.#events;
  }

  get(key: string): KeptHistory | undefined {
    return this.#kept.get(key);
  }

  /** Keeps a history as the one used last; those used longest ago make room. The one used last always stays. */
  put(key: string, { view, history }: KeptHistory): void {
    this.#drop(key);
    const { size } = history;
    this.#kept.set(key, { view, history, size });
    this.#events += size;
    for (const oldest of this.#kept.keys()) {
      const isRoomy = this.#kept.size <= this.#limits.users && this.#events <= this.#limits.events;
      if (isRoomy || oldest === key) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#events -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
