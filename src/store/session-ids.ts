import type { SessionId } from '../api/any-session-id.ts';
import { atOnce, isTurn, type Work } from '../shared/slices.ts';

/** Taken session IDs; finds the next free one quickly, however many in a row are taken. */
export class SessionIds {
  /** From each taken ID to a higher one; all between them are taken. */
  readonly #next = new Map<number, number>();
  /** Taken IDs that are not noted yet. */
  #later: Iterable<SessionId>[] = [];

  /** Notes an ID as taken. New sessions get numeric IDs, so others cannot collide. */
  add(id: SessionId): void {
    if (typeof id === 'number' && !this.#next.has(id)) this.#next.set(id, id + 1);
  }

  /** Notes IDs as taken in spare time, or at the latest when a free one is needed. They are read once, by then. */
  addLater(ids: Iterable<SessionId>): void {
    this.#later.push(ids);
  }

  /** Notes the deferred IDs. */
  *catchUp(): Work<void> {
    const later = this.#later;
    let noted = 0;
    for (let ids = later.at(-1); ids; ids = later.at(-1)) {
      for (const id of ids) {
        this.add(id);
        if (!isTurn(noted++)) continue;
        yield;
        // all were cleared meanwhile
        if (later !== this.#later) return;
      }
      // more may have been queued after it meanwhile; it is then empty in its next turn
      if (later.at(-1) === ids) later.pop();
    }
  }

  /** Returns the lowest free ID from `id` on. */
  freeFrom(id: number): number {
    if (this.#later.length > 0) atOnce(this.catchUp());
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
    this.#later = [];
  }
}
