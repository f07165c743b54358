import { expect, test } from 'vitest';
import { bodyLength } from '../../src/serve/message.ts';
import { JsonText, toFailure, toReply } from '../../src/serve/reply.ts';
import { UnavailableError } from '../../src/shared/errors.ts';

const decode = (body: Uint8Array | undefined) => new TextDecoder().decode(body);
const bytes = (text: string) => new TextEncoder().encode(text);
/** A JSON text in the given number of pieces, alternating text and bytes. */
const inPieces = (count: number) =>
  new JsonText(Array.from({ length: count }, (_, at) => (at % 2 === 0 ? `${at};` : bytes(`${at};`))));

test.each([2, 3, 15, 16, 17, 40])('a reply in %d pieces has the same body as one that is whole', (count) => {
  const whole = Array.from({ length: count }, (_, at) => `${at};`).join('');
  const reply = toReply(200, inPieces(count));
  expect(decode(reply.body)).toBe(whole);
  expect(reply.headers['content-length']).toBe(String(whole.length));
  expect(bodyLength(reply)).toBe(whole.length);
});

test('pieces are left to the host where there are few, and joined where sending them would cost more', () => {
  const counts = [1, 2, 16, 17].map((count) => toReply(200, inPieces(count)).pieces?.length);
  expect(counts).toEqual([undefined, 2, 16, undefined]);
});

test('one piece of bytes is used as the body, and one of text becomes bytes', () => {
  const piece = bytes('[]');
  const reply = toReply(200, new JsonText([piece]));
  expect(reply.body).toBe(piece);
  expect(reply.pieces).toBeUndefined();
  expect(decode(toReply(200, new JsonText(['[]'])).body)).toBe('[]');
});

test('a success without a result has no body and no headers', () => {
  expect(toReply(204, undefined)).toEqual({ status: 204, headers: {}, body: undefined });
});

test('a failure of the mock gives the reason, and a temporary one is a 503', () => {
  const replies = [new UnavailableError('Wait.'), new Error('broken'), 'torn'].map(toFailure);
  expect(replies.map(({ status, body }) => [status, JSON.parse(decode(body))])).toEqual([
    [503, { errors: ['Wait.'] }],
    [500, { errors: ['The mock failed: broken.'] }],
    [500, { errors: ['The mock failed: torn.'] }],
  ]);
});
