import type { MockReply, Stream } from '../serve/message.ts';

/** The head of a request to the control API as plain values, as every host can give it. */
export interface ControlHead {
  readonly method: string;
  /** The path as sent, percent-encoding and all, from its first slash. */
  readonly path: string;
  /** The query text after `?`, or an empty text. */
  readonly query: string;
  readonly headers: ControlHeaders;
  /** Whether a body comes with it. */
  readonly hasBody: boolean;
  /** Whether the peer's address is one of this machine's loopback addresses. */
  readonly isLocal: boolean;
}

/** A request to the control API, of which the body is only read where the head does not settle the matter. */
export interface ControlRequest extends ControlHead {
  /** Gives the body, undefined where there is none. What it rejects with is the host's to answer. */
  readonly readBody: () => Promise<Uint8Array | undefined>;
}

/** The headers that count, as sent. */
export interface ControlHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly secFetchSite?: string | undefined;
  readonly contentType?: string | undefined;
  /** X-Control-Key. */
  readonly controlKey?: string | undefined;
  readonly lastEventId?: string | undefined;
}

/** A reply of the control API: whole, or a stream of text that goes on until it is stopped. */
export type ControlReply = WholeReply | StreamReply;

/** A reply that is sent at once. A reply to HEAD has the headers of the body and no body. */
export interface WholeReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  readonly stream?: never;
}

/** A reply that goes on. */
export interface StreamReply {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  /** Begins to send texts, the first of them at once; gives what ends it. */
  readonly stream: Stream;
}

/** What a browser may do with any reply: nothing but show it to a page of this server itself. */
export const CLOSED = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** Closes a reply to pages of other sites. */
export function toClosed({ status, headers, body }: MockReply): WholeReply {
  return { status, headers: { ...CLOSED, ...headers }, body };
}
