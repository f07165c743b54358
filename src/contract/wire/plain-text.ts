/** A text with its escapes undone, in lower case and without white space, and where each of its characters came from. */
export interface PlainText {
  readonly text: string;
  /** For each character, the range of the source that it stands for. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const ESCAPES = String.raw`&(?:amp;)*(?:#0*(\d{1,3})|#x0*([\da-f]{1,2})|(amp|lt|gt|quot|apos));|[%=](?:25)*([\da-f]{2})|\\+(?:u00|x)([\da-f]{2})`;
/** Once with what may be an escaped line feed as one, once as a letter behind a backslash. */
const READINGS = [String.raw`\\+[nrt]?`, String.raw`\\+`].map(
  (backslash) => new RegExp(`${ESCAPES}|${backslash}|\\s+|[^]`, 'giu'),
);

/** Reads a text as somebody would who looks for what is hidden in it. */
export function readPlainly(source: string): PlainText[] {
  return READINGS.map((reading) => {
    const [from, to]: [number[], number[]] = [[], []];
    let text = '';
    for (const match of source.matchAll(reading)) {
      for (const unit of toPlain(match)) {
        text += unit;
        from.push(match.index);
        to.push(match.index + match[0].length);
      }
    }
    return { text, from, to };
  });
}

function toPlain([whole, decimal, hexEntity, entity, percent, backslash]: RegExpMatchArray): string[] {
  if (decimal) return normalise(String.fromCharCode(Number(decimal)));
  const hex = hexEntity ?? percent ?? backslash;
  if (hex) return normalise(String.fromCharCode(Number.parseInt(hex, 16)));
  if (entity) return normalise(ENTITIES[entity.toLowerCase()] ?? '');
  return /^[\\\s]/.test(whole) ? [] : normalise(whole);
}

/** Base64 has two alphabets. */
function normalise(text: string): string[] {
  return text.toLowerCase().replaceAll('-', '+').replaceAll('_', '/').split('');
}

/** The spellings in which a secret stands in a plain text. */
export function plainFormsOf(secret: string): string[] {
  // in a URL a percent sign of the secret is undone twice, and a backslash is kept
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const forms = [normalise(secret).join(''), ...[secret, inUrl].flatMap(readPlainly).map(({ text }) => text)];
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
    return [encoded.replace(/=+$/, ''), encoded.replace(/.=+$/, '')];
  });
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [...base64, hex].filter((text) => text.length >= SHORTEST_ENCODED);
}
