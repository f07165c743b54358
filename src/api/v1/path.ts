import { decodeText, encodeText } from '../../shared/text.ts';
import type { PathRead } from '../api.ts';
import type { HeaderReader } from '../headers.ts';
import type { V1Release } from './release.ts';

/** Paths of operations when decoded; a line feed at the end still matches (`observed: v1`). */
const ROUTE =
  /^(?:\/api)?\/v1\/(?:projects\n?|[^/]+\/(?:users\/[^/]+(?:\/sessions\n?)?|sessions\/[^/]+\/events\n?|jobs\n?|jobs\/[^/]+))$/;
const FIXED_ENDS = /\/(sessions|events|jobs|projects)\n$/;
/** Where the service reports that it is running. */
const ROOTS: Readonly<Record<V1Release, RegExp>> = { '1.10': /^\/\n?$/, last: /^(?:\/api)?\/\n?$/ };

/** Whether a path, as it was read, is the root of the service. */
export function isRoot(path: string, release: V1Release): boolean {
  return ROOTS[release].test(path);
}

/**
 * Reads a path as real servers do: it is decoded before it is routed, so that an encoded slash counts as one, and a
 * path with extra trailing slashes is redirected to the one without.
 */
export function readPath(
  target: string,
  query: string,
  release: V1Release,
  header: HeaderReader | undefined,
): PathRead {
  const path = decodePath(target);
  if (ROUTE.test(path)) return { path: path.replace(FIXED_ENDS, '/$1') };
  if (isRoot(path, release)) return { path };
  const move = (to: string): PathRead => ({
    status: 307,
    headers: { location: toLocation(to, query, release, header), 'content-length': '0' },
  });
  if (isRoot(`${path}/`, release)) return move(`${path}/`);
  let length = path.length;
  while (path[length - 1] === '/') length -= 1;
  const trimmed = path.slice(0, length);
  if (trimmed === path || !ROUTE.test(trimmed)) return { path };
  return move(trimmed);
}

/** Decodes percent-encoding, and keeps a percent sign that is not followed by two digits. */
function decodePath(target: string): string {
  return target.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) =>
    decodeText(Uint8Array.from(encoded.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
  );
}

/** Characters that are not encoded in a redirect. */
const PLAIN = /[\w.\-~:/%#?=@[\]!$&'()*+,;]/;

function toLocation(path: string, query: string, release: V1Release, header: HeaderReader | undefined): string {
  const bare = encodeOdd(path);
  const root = release === '1.10' && !bare.startsWith('/api/') ? '/api' : '';
  const host = header?.('host');
  const proto = header?.('x-forwarded-proto') ?? 'http';
  const scheme = release === '1.10' || /^(https?|wss?)$/.test(proto) ? proto : 'http';
  const origin = host === undefined ? '' : `${scheme}://${host}`;
  return `${origin}${root}${bare}${query === '' ? '' : `?${encodeOdd(query)}`}`;
}

/** Encodes what may not stand in a URL as it is. */
function encodeOdd(text: string): string {
  return Array.from(text, (character) => (PLAIN.test(character) ? character : encode(character))).join('');
}

function encode(character: string): string {
  return Array.from(encodeText(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
