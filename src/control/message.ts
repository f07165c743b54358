import type { MockReply, Stream } from '../serve/message.ts';

/** The head of a request to the control API as plain values, which every host can provide. */
export interface ControlHead {
  readonly method: string;
  /** The path as sent, percent-encoding and all, from its first slash. */
  readonly path: string;
  /** The query after `?`, or an empty string. */
  readonly query: string;
  readonly headers: ControlHeaders;
  /** Whether the request has a body. */
  readonly hasBody: boolean;
  /** Whether the peer's address is one of this machine's loopback addresses. */
  readonly isLocal: boolean;
}

/** A request to the control API. Its body is only read if the head does not already decide the reply. */
export interface ControlRequest extends ControlHead {
  /** Returns the body, undefined if there is none. The host answers what it rejects with. */
  readonly readBody: () => Promise<Uint8Array | undefined>;
}

/** The relevant headers, as sent. */
export interface ControlHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly secFetchSite?: string | undefined;
  readonly contentType?: string | undefined;
  /** X-Control-Key. */
  readonly controlKey?: string | undefined;
  readonly lastEventId?: string | undefined;
}

/** A reply of the control API: complete, or a stream of text that continues until it is stopped. */
export type ControlReply = WholeReply | StreamReply;

/** A reply that is sent at once. A reply to HEAD has the headers of the body and no body. */
export interface WholeReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  readonly stream?: never;
}

/** A streamed reply. */
export interface StreamReply {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  /** Starts to send texts, the first one at once; returns a function that stops it. */
  readonly stream: Stream;
}

/** Lets a browser do nothing with a reply but show it to pages of this server. */
export const CLOSED = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** Closes a reply to pages of other sites. */
export function toClosed({ status, headers, body }: MockReply): WholeReply {
  return { status, headers: { ...CLOSED, ...headers }, body };
}
