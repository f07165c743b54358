import { encodingsOf, patternOf } from './secret-pattern.ts';

interface Secret {
  readonly text: string;
  readonly name: string;
  readonly pattern: RegExp;
}

/** Builds a function that hides secrets, in any spelling they could come back in, and makes text safe to print. */
export function createRedactor(): { add(secret: string, name: string): void; redact(text: string): string } {
  const known = new Map<string, Secret>();
  let longestFirst: Secret[] = [];
  return {
    add(secret, name) {
      if (secret.length < 4) return;
      for (const text of [secret, ...encodingsOf(secret)]) {
        if (!known.has(text)) known.set(text, { text, name, pattern: patternOf(text) });
      }
      longestFirst = [...known.values()].sort((a, b) => b.text.length - a.text.length);
    },
    redact(text) {
      const hidden = longestFirst.reduce((shown, { pattern, name }) => shown.replace(pattern, () => name), text);
      const whole = hidden.includes(CUT) ? longestFirst.reduce(hideParts, hidden) : hidden;
      return whole.toWellFormed().replace(CONTROL, escapeControl);
    },
  };
}

const CUT = '…';
/** Fewer characters of a secret tell nothing, and stand in other words too. */
const SHORTEST_PART = 4;

function hideParts(text: string, { text: secret, name }: Secret): string {
  return spellings(secret).reduce((shown, spelling) => hideHalves(shown, spelling, name), text);
}

/** Hides the part of a secret that was left where a text was cut. */
function hideHalves(text: string, secret: string, name: string): string {
  const pieces = text.split(CUT);
  if (pieces.length === 1) return text;
  return pieces
    .map((piece, index) => {
      const isBeforeCut = index < pieces.length - 1;
      const head = isBeforeCut ? longestPart(secret, (length) => piece.endsWith(secret.slice(0, length))) : 0;
      const shown = head > 0 ? piece.slice(0, -head) + name : piece;
      const inner = shown.trimStart();
      const tail = index > 0 ? longestPart(secret, (length) => inner.startsWith(secret.slice(-length))) : 0;
      return tail > 0 ? shown.slice(0, shown.length - inner.length) + name + inner.slice(tail) : shown;
    })
    .join(CUT);
}

function longestPart(secret: string, isThere: (length: number) => boolean): number {
  for (let length = secret.length - 1; length >= SHORTEST_PART; length -= 1) if (isThere(length)) return length;
  return 0;
}

function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, json, encodeURIComponent(secret), secret.toLowerCase(), secret.toUpperCase()])];
}

// terminal escapes, other control characters, text-direction overrides and what is not seen; line feeds too, as a line of its own may be
// a command to a CI system
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeControl(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
