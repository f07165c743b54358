import { lengthOf, type MockReply } from './message.ts';
import { type Problem, toErrorReply } from './problem.ts';

const encoder = new TextEncoder();

/** With more pieces than these, joining them costs less than sending them one by one. */
const MOST_PIECES = 16;

/** Builds a 200 reply of JSON text, given in pieces that follow each other. */
export function toReply(pieces: readonly Uint8Array[]): MockReply {
  const length = lengthOf(pieces);
  const headers = { 'content-type': 'application/json', 'content-length': String(length) };
  const [only] = pieces;
  if (only && pieces.length === 1) return { status: 200, headers, body: only };
  if (pieces.length > MOST_PIECES) return { status: 200, headers, body: join(pieces, length) };
  return {
    status: 200,
    headers,
    pieces,
    get body() {
      return join(pieces, length);
    },
  };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const body = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
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
export function withoutBody(reply: MockReply): MockReply {
  return { ...reply, body: undefined, pieces: undefined };
}
