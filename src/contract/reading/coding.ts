import type { Exchange } from '../wire/exchange.ts';

/** The content coding that a reply declares, in lower case; `identity` if it declares none. */
export function codingOf({ reply }: Pick<Exchange, 'reply'>): string {
  return reply?.headers.get('content-encoding')?.trim().toLowerCase() || 'identity';
}

/** The coding whose magic bytes a body starts with, whatever its label; undefined if it is not recognised. */
export function startsAs(bytes: Uint8Array): string | undefined {
  return Object.entries(BEGINNINGS).find(([, first]) => first.every((byte, index) => bytes[index] === byte))?.[0];
}

/** RFC 1952, 2.3.1; RFC 8878, 3.1.1. */
const BEGINNINGS = { gzip: [0x1f, 0x8b, 0x08], zstd: [0x28, 0xb5, 0x2f, 0xfd] };

/** Whether a body is compressed with zstd as its label says: clients name this coding, but not every platform decodes it. */
export function isStillZstd({ reply }: Pick<Exchange, 'reply'>): boolean {
  return reply !== undefined && codingOf({ reply }) === 'zstd' && startsAs(reply.bytes) === 'zstd';
}
