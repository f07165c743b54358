import { encodingsOf, type PlainText, plainFormsOf, readPlainly, SHORTEST } from './plain-text.ts';

/** A part of a text that shows a secret, and what stands there instead. */
interface Shown {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** Builds a function that hides secrets, in any spelling they could come back in, and makes text safe to print. */
export function createRedactor(): { add(secret: string, name: string): void; redact(text: string): string } {
  const names = new Map<string, string>();
  return {
    add(secret, name) {
      for (const spelling of [secret, ...encodingsOf(secret)].filter((text) => text.length >= SHORTEST))
        for (const form of plainFormsOf(spelling)) if (!names.has(form)) names.set(form, name);
    },
    redact(text) {
      const shown = readPlainly(text).flatMap((plain) => [...names].flatMap((secret) => findShown(plain, ...secret)));
      return replaceAll(text, shown).toWellFormed().replace(CONTROL, escapeControl);
    },
  };
}

function findShown(plain: PlainText, secret: string, name: string): Shown[] {
  const found: Shown[] = [];
  const add = (start: number, length: number) =>
    found.push({ from: plain.from[start] ?? 0, to: plain.to[start + length - 1] ?? 0, name });
  for (let at = plain.text.indexOf(secret); at >= 0; at = plain.text.indexOf(secret, at + 1)) add(at, secret.length);
  for (let cut = plain.text.indexOf(CUT); cut >= 0; cut = plain.text.indexOf(CUT, cut + 1)) {
    const head = lengthOfHead(plain.text.slice(Math.max(0, cut - secret.length), cut), secret);
    if (head > 0) add(cut - head, head);
    const tail = lengthOfTail(plain.text.slice(cut + 1, cut + 1 + secret.length), secret);
    if (tail > 0) add(cut + 1, tail);
  }
  return found;
}

/** Where a text was cut, a part of a secret may be left. */
const CUT = '…';

/** How much of the beginning of a secret is at the end of a text. */
function lengthOfHead(before: string, secret: string): number {
  const beginning = secret.slice(0, SHORTEST);
  for (let at = before.indexOf(beginning); at >= 0; at = before.indexOf(beginning, at + 1))
    if (secret.startsWith(before.slice(at))) return before.length - at;
  return 0;
}

/** How much of the end of a secret is at the beginning of a text. */
function lengthOfTail(after: string, secret: string): number {
  const ending = secret.slice(-SHORTEST);
  for (let at = after.lastIndexOf(ending); at >= 0; at = at > 0 ? after.lastIndexOf(ending, at - 1) : -1)
    if (secret.endsWith(after.slice(0, at + SHORTEST))) return at + SHORTEST;
  return 0;
}

/** Puts names in the place of what is shown; where two parts overlap, all of both goes. */
function replaceAll(text: string, shown: readonly Shown[]): string {
  const inOrder = [...shown].sort((a, b) => a.from - b.from || b.to - a.to);
  let result = '';
  let end = 0;
  for (const { from, to, name } of inOrder) {
    if (from >= end) result += text.slice(end, from) + name;
    end = Math.max(end, to);
  }
  return result + text.slice(end);
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
