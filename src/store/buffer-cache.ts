import type { EventBuffer } from './event-buffer.ts';
import { UserMap } from './user-map.ts';

/** How much the buffers may take together; the latest always stays. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_USERS = 10_000;

interface Entry {
  readonly projectKey: string;
  readonly userId: string;
  readonly buffer: EventBuffer;
  readonly revision: unknown;
  readonly bytes: number;
}

/** Events of users that were asked for, as text; the oldest make room for new ones. */
export class BufferCache {
  readonly #entries = new UserMap<Entry>();
  /** The oldest first. */
  readonly #order = new Set<Entry>();
  #bytes = 0;

  /** Gives what is kept of a user, unless it is of another revision. */
  get(projectKey: string, userId: string, revision: unknown): EventBuffer | undefined {
    const entry = this.#entries.get(projectKey, userId);
    return entry?.revision === revision ? entry?.buffer : undefined;
  }

  set(projectKey: string, userId: string, revision: unknown, buffer: EventBuffer): EventBuffer {
    this.delete(projectKey, userId);
    const entry = { projectKey, userId, buffer, revision, bytes: buffer.size };
    this.#entries.set(projectKey, userId, entry);
    this.#order.add(entry);
    this.#bytes += entry.bytes;
    this.#makeRoom();
    return buffer;
  }

  delete(projectKey: string, userId: string): void {
    const entry = this.#entries.get(projectKey, userId);
    if (!entry) return;
    this.#entries.delete(projectKey, userId);
    this.#order.delete(entry);
    this.#bytes -= entry.bytes;
  }

  clear(): void {
    this.#entries.clear();
    this.#order.clear();
    this.#bytes = 0;
  }

  #makeRoom(): void {
    for (const { projectKey, userId } of this.#order) {
      const isRoomy = this.#bytes <= MOST_BYTES && this.#order.size <= MOST_USERS;
      if (isRoomy || this.#order.size === 1) return;
      this.delete(projectKey, userId);
    }
  }
}
