import type { RawConnection } from './connection.ts';

/** A reply that cannot be read completely. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  /**
   * `closed`: the server closed before the first byte. `cut`: it closed in the middle. `malformed`: the bytes are not a
   * reply of HTTP/1.x. `too-large`: a size limit is exceeded.
   */
  readonly kind: 'closed' | 'cut' | 'malformed' | 'too-large';

  constructor(kind: Unreadable['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

const LINE_FEED = 0x0a;

/** Reads the bytes of a connection in pieces of the required size, and buffers the rest. */
export class ByteReader {
  readonly #connection: RawConnection;
  #buffer = new Uint8Array(16_384);
  #from = 0;
  #to = 0;
  #isEnded = false;

  constructor(connection: RawConnection) {
    this.#connection = connection;
  }

  /** The buffered bytes. */
  get pending(): Uint8Array {
    return this.#buffer.subarray(this.#from, this.#to);
  }

  /** Waits until there is at least one byte; false if the server has ended its side. */
  async hasMore(): Promise<boolean> {
    return this.#to > this.#from || this.#more();
  }

  /** Reads a line with its line end, up to a maximum number of bytes. */
  async line(longest: number): Promise<Uint8Array> {
    let searched = 0;
    for (;;) {
      const at = this.pending.indexOf(LINE_FEED, searched);
      if (at >= 0) return this.#takeNow(at + 1);
      searched = this.#to - this.#from;
      if (searched > longest) throw new Unreadable('too-large', `a line of more than ${longest} bytes`);
      if (!(await this.#more())) throw new Unreadable('cut', 'the server closed in the middle of a line');
    }
  }

  /** Reads exactly this many bytes. */
  async take(count: number): Promise<Uint8Array> {
    while (this.#to - this.#from < count) {
      if (await this.#more()) continue;
      const missing = count - (this.#to - this.#from);
      throw new Unreadable('cut', `the server closed ${missing} bytes before the end that it announced`);
    }
    return this.#takeNow(count);
  }

  /** Reads all bytes until the server ends its side, up to a maximum number. */
  async rest(most: number): Promise<Uint8Array> {
    do {
      if (this.#to - this.#from > most) throw new Unreadable('too-large', `more than ${most} bytes in one reply`);
    } while (await this.#more());
    return this.#takeNow(this.#to - this.#from);
  }

  #takeNow(count: number): Uint8Array {
    const bytes = this.#buffer.slice(this.#from, this.#from + count);
    this.#from += count;
    return bytes;
  }

  async #more(): Promise<boolean> {
    if (this.#isEnded) return false;
    const bytes = await this.#connection.read();
    this.#isEnded = bytes === undefined;
    if (bytes) this.#append(bytes);
    return bytes !== undefined;
  }

  #append(bytes: Uint8Array): void {
    const pending = this.#to - this.#from;
    if (this.#to + bytes.length > this.#buffer.length) {
      const isFull = pending + bytes.length > this.#buffer.length;
      const next = isFull ? new Uint8Array(2 * (pending + bytes.length)) : this.#buffer;
      next.set(this.#buffer.subarray(this.#from, this.#to));
      this.#buffer = next;
      this.#from = 0;
      this.#to = pending;
    }
    this.#buffer.set(bytes, this.#to);
    this.#to += bytes.length;
  }
}
