import { trimEnd } from '../../shared/trim-end.ts';
import { LEFT_OUT } from './cut.ts';

/** A text in lower case, unchanged or with escapes and white space removed, and the origin of each character. */
export interface PlainText {
  readonly text: string;
  /** For each character, the range of the source that it represents. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /**
   * For each character, where the next and the previous omission is; -1 if none precedes it. Empty if nothing was
   * omitted.
   */
  readonly nextLeftOut: readonly number[];
  readonly lastLeftOut: readonly number[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Characters whose lower case depends on their neighbours, or is longer, are matched one by one. */
const LETTERS = /[^\u0130\u03a3]+|[\s\S]/gu;

/** Escapes of HTML, URLs, emails and string literals, each possibly escaped several times. */
const ESCAPES =
  /&(?:amp;)*(?:#0*(\d{1,3})|#x0*([\da-f]{1,2})|(amp|lt|gt|quot|apos));|([%=])(?:25)*([\da-f]{2})|\\+(?:(?:u00|x)([\da-f]{2})|([nrt]))?|\s+|[^&%=\\\s]+|[&%=]/giu;
/** Every escape contains one of these, and nothing else can hide text. */
const HIDING = /[&%=\\\s]/;
const SPACES = /\s+|\S+/gu;
const BACKSLASHES = /\\|[^\\]+/g;

/** One way to read ambiguous escapes. */
interface Reading {
  /** Whether a backslash and an n are a line feed, rather than a backslash followed by a letter. */
  readonly hasLineFeeds: boolean;
  /** Whether an equals sign starts an escape, as in emails, rather than following a name. */
  readonly hasMail: boolean;
  /** Whether white space splits escapes, rather than separating them. */
  readonly isBroken: boolean;
}

const EITHER = [true, false];
const READINGS: readonly Reading[] = EITHER.flatMap((hasLineFeeds) =>
  EITHER.flatMap((hasMail) => EITHER.map((isBroken) => ({ hasLineFeeds, hasMail, isBroken }))),
);

/** The limit of nested layers of white space and different escapes; escapes of the same kind are removed at once. */
const MOST_LAYERS = 12;

/**
 * Reads a text the way somebody who searches for hidden secrets would: unchanged, and with one layer of escapes after
 * another removed. An escape may start before the secret and garble it, so each layer counts.
 */
export function readPlainly(source: string): PlainText[] {
  const asItIs = rewrite(toSource(source), LETTERS, ([letters]) => normalise(letters));
  const layers = new Map([[asItIs.text, asItIs]]);
  const undone = new Map<string, Layer>();
  for (const reading of READINGS) {
    let layer = asItIs;
    for (let count = 0; count < MOST_LAYERS; count += 1) {
      // most readings give the same result for most texts
      const key = `${differencesIn(layer.text, reading)}${layer.text}`;
      const next = undone.get(key) ?? undoLayer(layer, reading);
      undone.set(key, next);
      if (next.text === layer.text) break;
      layer = layers.get(next.text) ?? next;
      layers.set(layer.text, layer);
    }
  }
  return [...layers.values()].map((layer) => ({ ...layer, ...placesLeftOut(layer.text) }));
}

/** The aspects of a reading that matter for a text, as a key. */
function differencesIn(text: string, { hasLineFeeds, hasMail, isBroken }: Reading): string {
  const has = [hasLineFeeds && text.includes('\\'), hasMail && text.includes('='), isBroken && /\s/.test(text)];
  return has.map(Number).join('');
}

/** Decodes escapes if there are some, otherwise removes backslashes: part of the escape after one may be encoded. */
function undoLayer(layer: Layer, reading: Reading): Layer {
  if (!HIDING.test(layer.text)) return layer;
  const ways = [
    ...(reading.isBroken ? [() => rewrite(layer, SPACES, ([text]) => (/^\s/.test(text) ? '' : text))] : []),
    () => rewrite(layer, ESCAPES, (match) => undo(match, reading)),
    () => rewrite(layer, BACKSLASHES, ([text]) => (text === '\\' ? '' : text)),
  ];
  for (const way of ways) {
    const next = way();
    if (next.text !== layer.text) return next;
  }
  return layer;
}

/** A text, and the part of the source that each of its characters represents. */
type Layer = Pick<PlainText, 'text' | 'from' | 'to'>;

function toSource(text: string): Layer {
  const from = Array.from({ length: text.length }, (_, at) => at);
  return { text, from, to: from.map((at) => at + 1) };
}

/** Rewrites each match of a pattern, which must cover the whole text. */
function rewrite(layer: Layer, pattern: RegExp, write: (match: RegExpMatchArray) => string): Layer {
  const [from, to]: [number[], number[]] = [[], []];
  let text = '';
  for (const match of layer.text.matchAll(pattern)) {
    const { index, 0: whole } = match;
    const written = write(match);
    // characters of a run of equal length map one to one
    const isAlike = written.length === whole.length;
    text += written;
    for (let at = 0; at < written.length; at += 1) {
      const [first, last] = isAlike ? [index + at, index + at] : [index, index + whole.length - 1];
      from.push(layer.from[first] ?? 0);
      to.push(layer.to[last] ?? 0);
    }
  }
  return { text, from, to };
}

/** A linear scan for omissions, as a text may consist of nothing else. */
function placesLeftOut(text: string): Pick<PlainText, 'nextLeftOut' | 'lastLeftOut'> {
  const [nextLeftOut, lastLeftOut]: [number[], number[]] = [[], []];
  if (!text.includes(LEFT_OUT)) return { nextLeftOut, lastLeftOut };
  let [next, last] = [-1, -1];
  for (let at = 0; at < text.length; at += 1) {
    if (next < at) next = text.indexOf(LEFT_OUT, at);
    if (next < 0) next = Number.POSITIVE_INFINITY;
    nextLeftOut.push(next);
    lastLeftOut.push(last);
    if (text[at] === LEFT_OUT) last = at;
  }
  return { nextLeftOut, lastLeftOut };
}

function undo(
  [whole, decimal, hexEntity, entity, sign, hexInUrl, hexInString, letter]: RegExpMatchArray,
  { hasLineFeeds, hasMail }: Reading,
): string {
  if (sign === '=' && !hasMail) return whole;
  if (decimal) return normalise(String.fromCharCode(Number(decimal)));
  const hex = hexEntity ?? hexInUrl ?? hexInString;
  if (hex) return normalise(String.fromCharCode(Number.parseInt(hex, 16)));
  if (entity) return ENTITIES[entity.toLowerCase()] ?? '';
  if (letter) return hasLineFeeds ? '' : `\\${letter}`;
  if (whole.startsWith('\\')) return '\\';
  return /^\s/.test(whole) ? '' : whole;
}

/** Lower-cases text and unifies the two alphabets of Base64. */
function normalise(text: string): string {
  return text.toLowerCase().replaceAll('-', '+').replaceAll('_', '/');
}

/** The forms in which a secret appears in a plain text. */
export function plainFormsOf(secret: string): string[] {
  // in a URL, a percent sign of the secret is decoded twice, and a backslash is kept
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const forms = [secret, inUrl].flatMap(readPlainly).map(({ text }) => text);
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

/** Fewer characters of a secret reveal nothing, and occur in other words too. */
export const SHORTEST = 4;
/** Fewer characters of an encoded secret occur in other words too. */
const SHORTEST_ENCODED = 8;

/** A secret in Base64, at any offset in a longer text, and in hex. */
export function encodingsOf(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)];
  const base64 = [0, 1, 2].flatMap((offset) => {
    const text = btoa(String.fromCharCode(...new Array(offset).fill(0), ...bytes));
    // the characters at both ends contain bits of the surrounding text
    const encoded = text.slice(offset === 0 ? 0 : offset + 1);
    const bare = trimEnd(encoded, '=');
    return [bare, bare.length < encoded.length ? bare.slice(0, -1) : bare];
  });
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [...base64, hex].filter((text) => text.length >= SHORTEST_ENCODED);
}
