/** Keeps the values that were used last, up to a number of them. */
export class Recent<K, V> {
  readonly #most: number;
  readonly #values = new Map<K, V>();

  /** @param most - 1 or more. */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#values.size;
  }

  /** Gives the value of a key; makes it when it is not there, or no longer. */
  get(key: K, make: () => V): V {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#most) {
      for (const oldest of this.#values.keys()) {
        this.#values.delete(oldest);
        break;
      }
    }
    return value;
  }
}
