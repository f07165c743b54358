import type { EventBuffer } from './event-buffer.ts';

/** How much the buffers may take together; the latest always stays. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_USERS = 10_000;

interface Entry {
  readonly buffer: EventBuffer;
  readonly revision: unknown;
  readonly bytes: number;
}

/** Events of users that were asked for, as text; the oldest make room for new ones. */
export class BufferCache {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  /** Gives what is kept under a key, unless it is of another revision. */
  get(key: string, revision: unknown): EventBuffer | undefined {
    const entry = this.#entries.get(key);
    return entry?.revision === revision ? entry?.buffer : undefined;
  }

  set(key: string, revision: unknown, buffer: EventBuffer): EventBuffer {
    this.delete(key);
    this.#entries.set(key, { buffer, revision, bytes: buffer.size });
    this.#bytes += buffer.size;
    this.#makeRoom();
    return buffer;
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #makeRoom(): void {
    for (const key of this.#entries.keys()) {
      const isRoomy = this.#bytes <= MOST_BYTES && this.#entries.size <= MOST_USERS;
      if (isRoomy || this.#entries.size === 1) return;
      this.delete(key);
    }
  }
}
