/** Session IDs that are taken; finds the next free one quickly, however many in a row are taken. */
export class SessionIds {
  /** From each taken ID to a higher one; all between them are taken. */
  readonly #next = new Map<number, number>();

  add(id: number): void {
    if (!this.#next.has(id)) this.#next.set(id, id + 1);
  }

  /** Gives the lowest ID from `id` on that is not taken. */
  freeFrom(id: number): number {
    let free = id;
    for (let next = this.#next.get(free); next !== undefined; next = this.#next.get(free)) free = next;
    // path compression: the next look-up takes one step
    for (let at = id; at !== free; ) {
      const next = this.#next.get(at) ?? free;
      this.#next.set(at, free);
      at = next;
    }
    return free;
  }

  clear(): void {
    this.#next.clear();
  }
}
