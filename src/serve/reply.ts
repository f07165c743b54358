import type { Piece } from '../store/event-buffer.ts';
import { lengthOf, type MockReply } from './message.ts';
import { type Problem, toErrorReply } from './problem.ts';

const encoder = new TextEncoder();

/** With more pieces than these, joining them costs less than sending them one by one. */
const MOST_PIECES = 16;
/** Builds a 200 reply of JSON text, given in pieces that follow each other. */
export function toReply(pieces: readonly Piece[]): MockReply {
  const headers = { 'content-type': 'application/json', 'content-length': String(lengthOf(pieces)) };
  if (pieces.length > 1 && pieces.length <= MOST_PIECES) return new ReplyInPieces(headers, pieces);
  const [only] = pieces;
  return { status: 200, headers, body: pieces.length === 1 && only instanceof Uint8Array ? only : join(pieces) };
}

/** Joins its body only when it is asked for; a getter of each object would cost as much as joining. */
class ReplyInPieces implements MockReply {
  readonly status = 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: readonly Piece[];

  constructor(headers: Readonly<Record<string, string>>, pieces: readonly Piece[]) {
    this.headers = headers;
    this.pieces = pieces;
  }

  get body(): Uint8Array {
    return join(this.pieces);
  }
}

function join(pieces: readonly Piece[]): Uint8Array {
  const body = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece === 'string') encoder.encodeInto(piece, body.subarray(at));
    else body.set(piece, at);
    at += piece.length;
  }
  return body;
}

/** Builds a reply from a value to be written as JSON. */
export function toBody(status: number, value: unknown, more: Readonly<Record<string, string>> = {}): MockReply {
  const body = encoder.encode(JSON.stringify(value));
  const headers = { 'content-type': 'application/json', 'content-length': String(body.length), ...more };
  return { status, headers, body };
}

/** Builds the reply to a refused request. */
export function toRefusal(problem: Problem): MockReply {
  return toBody(problem.status, toErrorReply(problem), problem.headers);
}

/** Takes the body off a reply, as HEAD wants it. */
export function withoutBody({ status, headers, delivery }: MockReply): MockReply {
  return { status, headers, body: undefined, delivery };
}
