import { decodeText, encodeText } from '../../shared/text.ts';
import type { PathRead } from '../api.ts';
import type { HeaderReader } from '../headers.ts';
import type { V1Release } from './release.ts';

/** Paths of operations, as they stand when they are decoded; a line feed at the end still matches (`observed: v1`). */
const ROUTE =
  /^(?:\/api)?\/v1\/[^/]+\/(?:users\/[^/]+(?:\/sessions\n?)?|sessions\/[^/]+\/events\n?|jobs\n?|jobs\/[^/]+)$/;
const FIXED_ENDS = /\/(sessions|events|jobs)\n$/;

/**
 * Reads a path as real servers do: it is decoded before it is routed, so that an encoded slash is one, and a path with
 * slashes too many at its end is sent to the one without.
 */
export function readPath(
  target: string,
  query: string,
  release: V1Release,
  header: HeaderReader | undefined,
): PathRead {
  const path = decodePath(target);
  if (ROUTE.test(path)) return { path: path.replace(FIXED_ENDS, '/$1') };
  let length = path.length;
  while (path[length - 1] === '/') length -= 1;
  const trimmed = path.slice(0, length);
  if (trimmed === path || !ROUTE.test(trimmed)) return { path };
  return { status: 307, headers: { location: toLocation(trimmed, query, release, header), 'content-length': '0' } };
}

/** Decodes what is percent-encoded, and leaves a percent sign as it is that stands without two digits. */
function decodePath(target: string): string {
  return target.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) =>
    decodeText(Uint8Array.from(encoded.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
  );
}

/** Characters that are not encoded in a redirect. */
const PLAIN = /[\w.\-~:/%#?=@[\]!$&'()*+,;]/;

function toLocation(path: string, query: string, release: V1Release, header: HeaderReader | undefined): string {
  const bare = Array.from(path, (character) => (PLAIN.test(character) ? character : encode(character))).join('');
  const root = release === '1.10' && !bare.startsWith('/api/') ? '/api' : '';
  const host = header?.('host');
  const proto = header?.('x-forwarded-proto') ?? '';
  const scheme = release === '1.10' ? proto || 'http' : /^(https?|wss?)$/.test(proto) ? proto : 'http';
  return `${host === undefined ? '' : `${scheme}://${host}`}${root}${bare}${query === '' ? '' : `?${query}`}`;
}

function encode(character: string): string {
  return Array.from(encodeText(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
