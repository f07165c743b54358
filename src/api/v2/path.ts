import { decodeStrictly } from '../../shared/text.ts';

/** A path to route, or where to redirect the client. */
type ReadPath = { readonly path: string } | { readonly location: string };

/** What bytes that are not UTF-8 become, one code unit each, so that they equal no text: 0x80 is U+DC80. */
const STRAY = 0xdc00;

/** Characters that are not percent-encoded in a path. */
const PLAIN = /[A-Za-z0-9\-_.~$&+,/:;=@]/;

/**
 * Decodes a path, once, and then cleans it: an encoded slash counts as one, and an unclean path is redirected to the
 * clean one (`observed: v2`). Returns undefined if a percent sign is not followed by two digits.
 */
export function readPath(target: string): ReadPath | undefined {
  const bytes = toBytes(target);
  if (!bytes) return undefined;
  const clean = cleanPath(bytes);
  return clean === bytes ? { path: toText(bytes) } : { location: encode(clean) };
}

/** Returns the length of a text decoded this way, in bytes. */
export function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += isStray(code) || code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Whether a text decoded this way was valid UTF-8. */
export function isUtf8(text: string): boolean {
  return ![...text].some((character) => isStray(character.codePointAt(0) ?? 0));
}

/** Whether a code unit stands for a byte that is not UTF-8. */
export function isStray(code: number): boolean {
  return code >= STRAY && code <= STRAY + 0xff;
}

/** Returns the byte that such a code unit stands for. */
export function toByte(stray: number): number {
  return stray - STRAY;
}

/** Percent-decodes to a text with one character per byte; hosts already provide unencoded bytes this way. */
function toBytes(target: string): string | undefined {
  const raw = /[^\0-\xff]/.test(target) ? encodeURI(target) : target;
  if (/%(?![0-9a-f]{2})/i.test(raw)) return undefined;
  return raw.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const clean = `/${parts.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

function encode(bytes: string): string {
  return bytes.replace(/[\s\S]/g, (byte) =>
    PLAIN.test(byte) ? byte : `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function toText(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfCharacter(bytes, at);
    text += length === 0 ? String.fromCharCode(STRAY + bytes.charCodeAt(at)) : decodeCharacter(bytes, at, length);
    at += Math.max(length, 1);
  }
  return text;
}

/** Returns how many bytes a character has, 0 if they are not UTF-8. */
function lengthOfCharacter(bytes: string, at: number): number {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0) return 0;
  return decodeCharacter(bytes, at, length) === '' ? 0 : length;
}

function decodeCharacter(bytes: string, at: number, length: number): string {
  try {
    return decodeStrictly(Uint8Array.from(bytes.slice(at, at + length), (byte) => byte.charCodeAt(0)));
  } catch {
    return '';
  }
}
