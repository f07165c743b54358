import { trimEnd } from '../../shared/trim-end.ts';
import { LEFT_OUT } from './cut.ts';

/** A text with its escapes undone, in lower case and without white space, and where each of its characters came from. */
export interface PlainText {
  readonly text: string;
  /** For each character, the range of the source that it stands for. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** For each character, where the next and the last part was left out; -1 where there is none before it. */
  readonly nextLeftOut: readonly number[];
  readonly lastLeftOut: readonly number[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Once with what may be an escaped line feed as one, once as a letter behind a backslash. */
const READINGS = [
  /&(?:amp;)*(?:#0*(\d{1,3})|#x0*([\da-f]{1,2})|(amp|lt|gt|quot|apos));|[%=](?:25)*([\da-f]{2})|\\+(?:(?:u00|x)([\da-f]{2})|[nrt])?|\s+|[^&%=\\\s\u0130\u03a3]+|[\s\S]/giu,
  /&(?:amp;)*(?:#0*(\d{1,3})|#x0*([\da-f]{1,2})|(amp|lt|gt|quot|apos));|[%=](?:25)*([\da-f]{2})|\\+(?:(?:u00|x)([\da-f]{2}))?|\s+|[^&%=\\\s\u0130\u03a3]+|[\s\S]/giu,
];

/** Reads a text as somebody would who looks for what is hidden in it. */
export function readPlainly(source: string): PlainText[] {
  return READINGS.map((reading) => {
    const [from, to]: [number[], number[]] = [[], []];
    let text = '';
    for (const match of source.matchAll(reading)) {
      const { index, 0: whole } = match;
      const plain = toPlain(match);
      // in a run, characters stand for themselves; those whose lower case is special come one by one
      const isAlike = plain.length === whole.length;
      text += plain;
      for (let at = 0; at < plain.length; at += 1) {
        from.push(isAlike ? index + at : index);
        to.push(isAlike ? index + at + 1 : index + whole.length);
      }
    }
    return { text, from, to, ...placesLeftOut(text) };
  });
}

/** Looked up at each place rather than looked for, as a text may be made of nothing else. */
function placesLeftOut(text: string): Pick<PlainText, 'nextLeftOut' | 'lastLeftOut'> {
  const [nextLeftOut, lastLeftOut]: [number[], number[]] = [[], []];
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

function toPlain([whole, decimal, hexEntity, entity, percent, backslash]: RegExpMatchArray): string {
  if (decimal) return normalise(String.fromCharCode(Number(decimal)));
  const hex = hexEntity ?? percent ?? backslash;
  if (hex) return normalise(String.fromCharCode(Number.parseInt(hex, 16)));
  if (entity) return normalise(ENTITIES[entity.toLowerCase()] ?? '');
  return /^[\\\s]/.test(whole) ? '' : normalise(whole);
}

/** Base64 has two alphabets. */
function normalise(text: string): string {
  return text.toLowerCase().replaceAll('-', '+').replaceAll('_', '/');
}

/** The spellings in which a secret stands in a plain text. */
export function plainFormsOf(secret: string): string[] {
  // in a URL a percent sign of the secret is undone twice, and a backslash is kept
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const forms = [normalise(secret), ...[secret, inUrl].flatMap(readPlainly).map(({ text }) => text)];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

/** Fewer characters of a secret tell nothing, and stand in other words too. */
export const SHORTEST = 4;
/** Fewer characters of an encoded secret stand in other words too. */
const SHORTEST_ENCODED = 8;

/** A secret in Base64, wherever in a longer text it stood, and in hex. */
export function encodingsOf(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)];
  const base64 = [0, 1, 2].flatMap((offset) => {
    const text = btoa(String.fromCharCode(...new Array(offset).fill(0), ...bytes));
    // the characters at both ends hold bits of what stands beside the secret
    const encoded = text.slice(offset === 0 ? 0 : offset + 1);
    const bare = trimEnd(encoded, '=');
    return [bare, bare.length < encoded.length ? bare.slice(0, -1) : bare];
  });
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [...base64, hex].filter((text) => text.length >= SHORTEST_ENCODED);
}
