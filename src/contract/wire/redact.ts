import { toPrintable } from '../../shared/printable.ts';
import { encodingsOf, type PlainText, plainFormsOf, readPlainly, SHORTEST } from './plain-text.ts';

/** A part of a text that shows a secret, and what stands there instead. */
interface Shown {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A part of a text: as it is, or the name that stands there instead of a secret. */
export interface Part {
  readonly text: string;
  /** What stood there, where a name stands instead. */
  readonly hidden?: string;
}

/** Hides secrets, in any spelling they could come back in, and makes text safe to print. */
export interface Redactor {
  /** Has a secret hidden. One that is a word only counts where it stands as such, and so do short ones. */
  add(secret: string, name: string, options?: { readonly isWord?: boolean }): void;
  redact(text: string): string;
  /** Gives what {@link Redactor.redact} joins. */
  split(text: string): Part[];
}

/** Shorter secrets stand in words of a language too, and are hidden only where they are words by themselves. */
export const SHORTEST_ANYWHERE = 8;

interface Hidden {
  readonly form: string;
  readonly name: string;
  readonly isWord: boolean;
}

/** Builds what hides secrets. */
export function createRedactor(): Redactor {
  const secrets = new Map<string, Hidden>();
  const split = (text: string) => {
    const shown = readPlainly(text).flatMap((plain) => [...secrets.values()].flatMap((one) => findShown(plain, one)));
    const own = findOwn(text, new Set([...secrets.values()].map(({ name }) => name)));
    return splitAt(
      text,
      shown.filter(({ from, to }) => !own.some((words) => words.from <= from && to <= words.to)),
    );
  };
  return {
    add(secret, name, { isWord = false } = {}) {
      for (const spelling of [secret, ...encodingsOf(secret)].filter((text) => text.length >= SHORTEST)) {
        for (const form of plainFormsOf(spelling)) {
          if (secrets.has(form)) continue;
          secrets.set(form, { form, name, isWord: isWord || form.length < SHORTEST_ANYWHERE });
        }
      }
    },
    split,
    redact: (text) =>
      split(text)
        .map((part) => part.text)
        .join(''),
  };
}

/** What the kit names in its sentences: a short secret may be spelled like a part of it. */
const OWN_WORDS =
  /--(?:other-key|other-project|empty-user|unsafe-methods|key-in-url|max-requests|max-reply|user|rate|only|project)\b|\b(?:start|end)_date\b/g;

/** Where names of secrets, and words of the kit, stand in a text already. */
function findOwn(text: string, names: ReadonlySet<string>): { readonly from: number; readonly to: number }[] {
  const own = [...text.matchAll(OWN_WORDS)].map(({ index, 0: word }) => ({ from: index, to: index + word.length }));
  for (const name of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
      own.push({ from: at, to: at + name.length });
  }
  return own;
}

/** Whether a part of a text is no part of a longer word. */
function isWordAt({ text, from, to }: PlainText, start: number, end: number): boolean {
  const isJoined = (at: number) => to[at - 1] === from[at] && WORD_CHARACTERS.test(text.slice(at - 1, at + 1));
  return !isJoined(start) && !isJoined(end);
}

const WORD_CHARACTERS = /^[\p{L}\p{N}]{2}$/u;

function findShown(plain: PlainText, { form: secret, name, isWord }: Hidden): Shown[] {
  const found: Shown[] = [];
  const add = (start: number, length: number) => {
    if (isWord && !isWordAt(plain, start, start + length)) return;
    found.push({ from: plain.from[start] ?? 0, to: plain.to[start + length - 1] ?? 0, name });
  };
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
function splitAt(text: string, shown: readonly Shown[]): Part[] {
  const parts: Part[] = [];
  let end = 0;
  const keepUntil = (from: number) => {
    if (from > end) parts.push({ text: toPrintable(text.slice(end, from)) });
  };
  for (const { from, to, name } of mergeOverlaps(shown)) {
    keepUntil(from);
    parts.push({ text: toPrintable(name), hidden: text.slice(from, to) });
    end = to;
  }
  keepUntil(text.length);
  return parts;
}

function mergeOverlaps(shown: readonly Shown[]): Shown[] {
  const merged: Shown[] = [];
  for (const one of [...shown].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (last && one.from < last.to) merged[merged.length - 1] = { ...last, to: Math.max(last.to, one.to) };
    else merged.push(one);
  }
  return merged;
}
