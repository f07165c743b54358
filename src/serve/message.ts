import type { Piece } from '../store/event-buffer.ts';
import type { JsonLimits } from './json-limits.ts';

/** A request as plain values, as every host can give it. */
export interface MockRequest {
  readonly method: string;
  /** The path as sent, percent-encoding and all, from its first slash. */
  readonly path: string;
  /** The query text after `?`, or an empty text. */
  readonly query: string;
  /** The Authorization header as sent. */
  readonly authorization?: string | undefined;
  /** The Prefer header as sent: what Prism's users know as `code=404`, `example=empty`, and `delay=250` (ms). */
  readonly prefer?: string | undefined;
  /** Whether the studio asks: that is no request of the application, so it uses up no fault. @defaultValue `false` */
  readonly byStudio?: boolean | undefined;
  /** When it came by the host's clock, epoch ms; for the log of requests. */
  readonly receivedAt?: number | undefined;
  /**
   * Reads the body, undefined where it is empty; left out where there is none. It is called only for an operation that
   * takes one. Rejects with {@link BodyTooLarge} where the host's limit is passed.
   */
  readonly readBody?: (() => Promise<Uint8Array | undefined>) | undefined;
  /** How much a body may hold besides its bytes. @defaultValue {@link USUAL_JSON_LIMITS} */
  readonly bodyLimits?: JsonLimits | undefined;
}

/** A body has more bytes than are taken. */
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
  /** The same body in pieces that follow each other, where there are some: a host that sends these spares joining them. */
  readonly pieces?: readonly Piece[] | undefined;
  /** What the host does to the reply on its way. */
  readonly delivery?: Delivery | undefined;
}

/** What goes wrong with a reply on its way. */
export interface Delivery {
  /** How long it is held back, in milliseconds. */
  readonly delayMs: number;
  /** The connection is closed without a reply. */
  readonly drop?: true;
  /** The connection breaks after so many bytes of the body. */
  readonly cutAfterBytes?: number;
}

/** Sends texts as they come, from now on, until the function that it gives is called. */
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
