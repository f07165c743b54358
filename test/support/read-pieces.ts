import type { Piece } from '../../src/store/event-buffer.ts';

/** Joins the pieces of a reply and decodes them as strict UTF-8. */
export function readPieces(pieces: readonly Piece[]): string {
  const bytes = pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'ascii') : piece));
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes));
}
