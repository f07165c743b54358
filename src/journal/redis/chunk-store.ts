import { randomUUID } from 'node:crypto';
import type { RecordedRow } from '../../kit/record.ts';
import { type Content, fromChunks, toChunks } from './chunks.ts';
import { type KeyedLink, LARGE } from './keyed-link.ts';
import { ADD_CHUNK } from './scripts.ts';

/** How long the others wait for a mock that has the turn and uploads chunks, after each chunk, in milliseconds. */
export const LARGE_TURN_MS = 2_000;
/** How long chunks that nothing names are kept, in seconds. */
const UNUSED_S = 120;
const CHUNKS_AT_ONCE = 8;

/** Uploaded content, and where it is. */
export interface Stored {
  readonly key: string;
  /** Number of its events. */
  readonly events: number;
  /** Length of its text. */
  readonly length: number;
}

/** The content of a key no longer exists. */
export class Gone extends Error {}

/** Stores on the server what is too large for one value, in chunks under a key of its own. */
export class ChunkStore {
  readonly #link: KeyedLink;
  readonly #mock: string;

  constructor(link: KeyedLink, mock: string) {
    this.#link = link;
    this.#mock = mock;
  }

  /** Uploads a content to the server. It expires after a while unless something stored names it. */
  async write(kind: 'snapshot' | 'change', content: Content): Promise<Stored> {
    const key = this.#link.key(`${kind}:${randomUUID()}`);
    const limits = [UNUSED_S, LARGE_TURN_MS].map(String);
    let [events, length] = [0, 0];
    try {
      for await (const chunk of toChunks(content)) {
        await this.#link.run(ADD_CHUNK, [this.#mock, key, ...limits, chunk.bytes], LARGE);
        events += chunk.events;
        length += chunk.length;
      }
    } catch (error) {
      this.forget(key);
      throw error;
    }
    return { key, events, length };
  }

  /**
   * Reads a whole content. Rejects with `Gone` if it does not exist, or is removed while it is read. Returns undefined
   * if it is anything else.
   */
  async read(key: string): Promise<Content<RecordedRow[]> | undefined> {
    const count = await this.#link.send<number>(['LLEN', key]);
    if (count === 0) throw new Gone(`Nothing is at ${key}.`);
    return fromChunks(this.#chunks(key, count));
  }

  /** Frees chunks that nothing will name; if that fails, they expire later. */
  forget(key: string): void {
    this.#link.send(['UNLINK', key]).catch(() => {});
  }

  async *#chunks(key: string, count: number): AsyncGenerator<Buffer> {
    for (let read = 0; read < count; ) {
      const args = ['LRANGE', key, String(read), String(read + CHUNKS_AT_ONCE - 1)];
      const chunks = await this.#link.send<Buffer[]>(args, { ...LARGE, bytes: true });
      if (chunks.length === 0) throw new Gone(`There is nothing at ${key} any more.`);
      read += chunks.length;
      yield* chunks;
    }
  }
}
