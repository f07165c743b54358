/** A connection to a server, as a stream of bytes each way. */
export interface RawConnection {
  /** Sends bytes. What cannot be sent any more shows when the reply is read. */
  write(bytes: Uint8Array): void;
  /** Gives the bytes that came next; undefined once the server has ended its side. Rejects when the connection breaks. */
  read(): Promise<Uint8Array | undefined>;
  /** Closes the connection at once; a read that waits ends. */
  close(): void;
}

/**
 * Opens a connection to an origin, such as `https://openreplay.example.com`: over TLS for `https`. Rejects with
 * {@link NoConnection} where there can be none, and with the error of the platform where it cannot be made.
 */
export type Connect = (origin: string, limits: { readonly timeoutMs: number }) => Promise<RawConnection>;

/** Raw connections are not to be had; the message says why, and what to do. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}
