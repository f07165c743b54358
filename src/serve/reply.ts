import type { ApiRules } from '../api/api.ts';
import type { Refusal, Refused } from '../api/problem.ts';
import { UnavailableError } from '../shared/errors.ts';
import { atOnce, isTurn, type Work } from '../shared/slices.ts';
import { encodeInto, encodeText } from '../shared/text.ts';
import type { Piece } from '../store/event-buffer.ts';
import { lengthOf, type MockReply } from './message.ts';

export const JSON_TYPE = 'application/json';
/** The reply depends on the Prefer header, which caches must know. RFC 7240, 2. */
export const BY_PREFER = { vary: 'prefer' } as const;

/** A body that is already JSON text, in consecutive pieces. */
export class JsonText {
  readonly pieces: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }
}

/** With more pieces than these, joining them costs less than sending them one by one. */
const MOST_PIECES = 16;

/** Builds the reply of a successful operation. */
export function toReply(status: number, result: unknown): MockReply {
  if (result === undefined) return { status, headers: {}, body: undefined };
  return result instanceof JsonText ? fromPieces(status, result.pieces) : toJson(status, result);
}

function fromPieces(status: number, pieces: readonly Piece[]): MockReply {
  const headers = { 'content-type': JSON_TYPE, 'content-length': String(lengthOf(pieces)), ...BY_PREFER };
  if (pieces.length > 1 && pieces.length <= MOST_PIECES) return new ReplyInPieces(status, headers, pieces);
  const [only] = pieces;
  return { status, headers, body: pieces.length === 1 && only instanceof Uint8Array ? only : atOnce(join(pieces)) };
}

/** Joins its body on demand; a getter on each object would cost as much as joining. */
class ReplyInPieces implements MockReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: readonly Piece[];

  constructor(status: number, headers: Readonly<Record<string, string>>, pieces: readonly Piece[]) {
    this.status = status;
    this.headers = headers;
    this.pieces = pieces;
  }

  get body(): Uint8Array {
    return atOnce(join(this.pieces));
  }
}

/** Joins consecutive pieces, in slices. */
export function* join(pieces: readonly Piece[]): Work<Uint8Array> {
  const body = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if (isTurn(index)) yield;
    if (typeof piece === 'string') encodeInto(piece, body.subarray(at));
    else body.set(piece, at);
    at += piece.length;
  }
  return body;
}

/** Builds a JSON reply from a value. */
export function toJson(status: number, value: unknown, more?: Readonly<Record<string, string>>): MockReply {
  return toText(status, JSON.stringify(value), { 'content-type': JSON_TYPE, ...more });
}

/** Builds the reply to a refused request in the API's format. */
export function toRefusal(api: ApiRules, refusal: Refusal): MockReply {
  const refused = api.refuse(refusal.problem);
  return fromRefused({ ...refused, headers: { ...BY_PREFER, ...refused.headers } });
}

/** Builds a reply from a refusal in an API's own format. */
export function fromRefused({ status, headers = {}, body, text }: Refused): MockReply {
  if (text !== undefined) return toText(status, text, headers);
  return body === undefined ? { status, headers, body: undefined } : toJson(status, body, headers);
}

/** Builds the reply to a request that the mock fails to answer: only this request ends. */
export function toFailure(error: unknown): MockReply {
  if (error instanceof UnavailableError) return toJson(503, { errors: [error.message] });
  const reason = error instanceof Error ? error.message : String(error);
  return toJson(500, { errors: [`The mock failed: ${reason}.`] });
}

/** Removes the body of a reply, as for HEAD. */
export function withoutBody({ status, headers, delivery }: MockReply): MockReply {
  return { status, headers, body: undefined, delivery };
}

function toText(status: number, text: string, { 'content-type': type, ...more }: Readonly<Record<string, string>>) {
  const body = encodeText(text);
  const length = { 'content-length': String(body.length) };
  return { status, headers: { ...(type !== undefined && { 'content-type': type }), ...length, ...more }, body };
}
