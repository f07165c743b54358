/** Builds a function that hides secrets, in any spelling they could come back in, and makes text safe to print. */
export function createRedactor(): { add(secret: string, name: string): void; redact(text: string): string } {
  const names = new Map<string, string>();
  return {
    add(secret, name) {
      if (secret.length < 4) return;
      for (const spelling of spellings(secret)) if (!names.has(spelling)) names.set(spelling, name);
    },
    redact(text) {
      const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
      const hidden = longestFirst.reduce((shown, [secret, name]) => shown.replaceAll(secret, () => name), text);
      const whole = longestFirst.reduce((shown, [secret, name]) => hideHalves(shown, secret, name), hidden);
      return whole.toWellFormed().replace(CONTROL, escapeControl);
    },
  };
}

const CUT = '…';
/** Fewer characters of a secret tell nothing, and stand in other words too. */
const SHORTEST_PART = 4;

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
  const base64 = btoa(secret).replace(/=+$/, '');
  return [...new Set([secret, json, encodeURIComponent(secret), secret.toLowerCase(), secret.toUpperCase(), base64])];
}

// terminal escapes, other control characters and text-direction overrides; line feeds too, as a line of its own may be
// a command to a CI system
const CONTROL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeControl(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
