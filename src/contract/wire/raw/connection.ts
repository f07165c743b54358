/** A connection to a server, as a stream of bytes each way. */
export interface RawConnection {
  /** Sends bytes. A failure to send only shows when the reply is read. */
  write(bytes: Uint8Array): void;
  /** Returns the next bytes; undefined once the server has ended its side. Rejects if the connection breaks. */
  read(): Promise<Uint8Array | undefined>;
  /** Closes the connection at once; a pending read ends. */
  close(): void;
}

/**
 * Opens a connection to an origin, such as `https://openreplay.example.com`: over TLS for `https`. Rejects with
 * {@link NoConnection} if raw connections are not available, and with the error of the platform if connecting fails.
 */
export type Connect = (origin: string, limits: { readonly timeoutMs: number }) => Promise<RawConnection>;

/** Raw connections are not available; the message says why, and what to do. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}
