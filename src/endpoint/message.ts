/** A request as plain values, as every host can give it. */
export interface MockRequest {
  readonly method: string;
  /** The path as sent, percent-encoding and all, from its first slash. */
  readonly path: string;
  /** The query text after `?`, or an empty text. */
  readonly query: string;
  /** The Authorization header as sent. */
  readonly authorization?: string | undefined;
}

/** A reply as plain values. A reply to HEAD has the headers of the body and no body. */
export interface MockReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}
