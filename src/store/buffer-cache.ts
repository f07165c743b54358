import { Lru } from '../shared/lru.ts';
import type { EventBuffer } from './event-buffer.ts';
import { UserMap } from './user-map.ts';

/** Limits of a buffer cache; the buffer used last always stays. */
export interface BufferBounds {
  /** @defaultValue 10000 */
  readonly users?: number;
  /** Bytes of all buffers together. @defaultValue 67108864, which is 64 MiB */
  readonly bytes?: number;
}

interface Entry {
  readonly projectKey: string;
  readonly userId: string;
  readonly revision: unknown;
}

/** Encoded events of the most recently requested users. */
export class BufferCache {
  readonly #entries = new UserMap<Entry>();
  readonly #buffers: Lru<Entry, EventBuffer>;

  constructor({ users = 10_000, bytes = 64 * 2 ** 20 }: BufferBounds = {}) {
    this.#buffers = new Lru({
      max: users,
      maxSize: bytes,
      onEvict: ({ projectKey, userId }) => this.#entries.delete(projectKey, userId),
    });
  }

  /** Number of users whose buffers are kept. */
  get users(): number {
    return this.#buffers.count;
  }

  /** Bytes of all kept buffers. */
  get bytes(): number {
    return this.#buffers.totalSize;
  }

  /** Returns the buffer of a user, unless it is of another revision. */
  get(projectKey: string, userId: string, revision: unknown): EventBuffer | undefined {
    const entry = this.#entries.get(projectKey, userId);
    return entry && entry.revision === revision ? this.#buffers.get(entry) : undefined;
  }

  set(projectKey: string, userId: string, revision: unknown, buffer: EventBuffer): EventBuffer {
    this.delete(projectKey, userId);
    const entry = { projectKey, userId, revision };
    this.#entries.set(projectKey, userId, entry);
    return this.#buffers.set(entry, buffer, buffer.size);
  }

  delete(projectKey: string, userId: string): void {
    const entry = this.#entries.get(projectKey, userId);
    if (!entry) return;
    this.#entries.delete(projectKey, userId);
    this.#buffers.delete(entry);
  }

  clear(): void {
    this.#entries.clear();
    this.#buffers.clear();
  }
}
