import { readWithin } from '../reply-body.ts';

/** The codings that the web platform can decode. */
const FORMATS: Readonly<Record<string, 'gzip' | 'deflate'>> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' };

/** Decodes a content coding; undefined if it is unknown, the bytes are invalid, or the result is too large. */
export async function undoCoding(bytes: Uint8Array, coding: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const name = coding.trim().toLowerCase();
  if (name === 'identity' || name === '' || bytes.length === 0) return bytes;
  const format = FORMATS[name];
  if (format === undefined) return undefined;
  try {
    const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream(format));
    return await readWithin(new Response(stream), maxBytes);
  } catch {
    return undefined;
  }
}
