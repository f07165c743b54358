import type { Piece } from '../store/event-buffer.ts';
import type { JsonLimits } from './json-limits.ts';

/** A request as plain values, which every host can provide. */
export interface MockRequest {
  readonly method: string;
  /** The path as sent, percent-encoding and all, from its first slash. */
  readonly path: string;
  /** The query after `?`, or an empty string. */
  readonly query: string;
  /** The Authorization header as sent. */
  readonly authorization?: string | undefined;
  /** The Prefer header as sent: what Prism's users know as `code=404`, `example=empty`, and `delay=250` (ms). */
  readonly prefer?: string | undefined;
  /**
   * All headers as received, alternating names and values, for APIs whose replies depend on others too. Left out, there
   * are none.
   */
  readonly rawHeaders?: readonly string[] | undefined;
  /** Whether the request comes from the studio, not the application, and so uses up no fault. @defaultValue `false` */
  readonly byStudio?: boolean | undefined;
  /** When it arrived by the host's clock, epoch ms; for the request log. */
  readonly receivedAt?: number | undefined;
  /**
   * Reads the body, undefined if it is empty; left out if there is none. Called only for an operation with a body.
   * Rejects with {@link BodyTooLarge} if the host's limit is exceeded.
   */
  readonly readBody?: (() => Promise<Uint8Array | undefined>) | undefined;
  /** Limits of the body's content. @defaultValue {@link USUAL_JSON_LIMITS} */
  readonly bodyLimits?: JsonLimits | undefined;
}

/** Reads a header of a request, the first one of that name. */
export function headerOf({ rawHeaders = [] }: Pick<MockRequest, 'rawHeaders'>, name: string): string | undefined {
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.toLowerCase() === name) return rawHeaders[at + 1];
  return undefined;
}

/** A body has more bytes than are accepted. */
export class BodyTooLarge extends Error {
  readonly mostBytes: number;
  /** What to do about it, as a sentence. */
  readonly remedy: string | undefined;

  constructor(mostBytes: number, remedy?: string) {
    super(`The body has more than ${mostBytes} bytes.`);
    this.mostBytes = mostBytes;
    this.remedy = remedy;
  }
}

/** A reply as plain values. A reply to HEAD has the headers of the body and no body. */
export interface MockReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  /** The same body in consecutive pieces, if there are several: a host that sends these need not join them. */
  readonly pieces?: readonly Piece[] | undefined;
  /** Whether no page of another origin may read it, whatever the host allows. @defaultValue `false` */
  readonly isForNoPage?: boolean | undefined;
  /** How the host is to deliver the reply. */
  readonly delivery?: Delivery | undefined;
}

/** What goes wrong while a reply is delivered. */
export interface Delivery {
  /** Delay in milliseconds. */
  readonly delayMs: number;
  /** The connection is closed without a reply. */
  readonly drop?: true;
  /** The connection breaks after this many bytes of the body. */
  readonly cutAfterBytes?: number;
}

/** Sends texts as they come, from now on, until the returned function is called. */
export type Stream = (send: (text: string) => void) => () => void;

/** Counts the bytes of the body, without joining its pieces. */
export function bodyLength(reply: MockReply): number {
  return reply.pieces ? lengthOf(reply.pieces) : (reply.body?.length ?? 0);
}

/** Adds up the lengths of pieces, in bytes. */
export function lengthOf(pieces: readonly Piece[]): number {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  return length;
}
