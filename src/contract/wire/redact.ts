import { Lru } from '../../shared/lru.ts';
import { toPrintable } from '../../shared/printable.ts';
import { findCuts, LEFT_OUT, withoutCuts } from './cut.ts';
import { encodingsOf, type PlainText, plainFormsOf, readPlainly, SHORTEST } from './plain-text.ts';

/** A part of a text that reveals a secret, and its replacement. */
interface Shown {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A part of a text: unchanged, or the name that replaces a secret. */
export interface Part {
  readonly text: string;
  /** The original text, if a name replaces it. */
  readonly hidden?: string;
}

/** Masks secrets in any spelling that a reply may contain, and makes text safe to print. */
export interface Redactor {
  /** Adds a secret to mask. Short secrets, and those marked as words, are only masked where they are whole words. */
  add(secret: string, name: string, options?: { readonly isWord?: boolean }): void;
  redact(text: string): string;
  /** Only masks secrets: for text that is otherwise kept raw, and not printed. */
  mask(text: string): string;
  /** Returns the parts that {@link Redactor.redact} joins. */
  split(text: string): Part[];
}

/** Shorter secrets also occur inside ordinary words, and are only masked as whole words. */
export const SHORTEST_ANYWHERE = 8;

/** Limit of all texts in each cache together with their results, in characters. */
const MOST_REMEMBERED = 16_000_000;

interface Hidden {
  readonly form: string;
  readonly name: string;
  readonly isWord: boolean;
}

/** Creates an empty redactor. */
export function createRedactor(): Redactor {
  const secrets = new Map<string, Hidden>();
  // a run repeats most of its texts, and searching a long one takes a while
  const masked = new Lru<string, string>({ maxSize: MOST_REMEMBERED });
  const redacted = new Lru<string, string>({ maxSize: MOST_REMEMBERED });
  const findSecrets = (text: string): Shown[] => {
    // there is nothing to mask if the key is public, for example
    if (secrets.size === 0) return [];
    const { whole, places } = withoutCuts(text);
    return readPlainly(whole)
      .flatMap((plain) => {
        const pieces = piecesOf(plain.text);
        return [...secrets.values()].filter((one) => mayBeIn(pieces, one)).flatMap((one) => findShown(plain, one));
      })
      .map(({ from, to, name }) => ({ from: places[from] ?? 0, to: (places[to - 1] ?? 0) + 1, name }));
  };
  const splitAs = (text: string, toText: (piece: string) => string) => {
    const own = findOwn(text, new Set([...secrets.values()].map(({ name }) => name)));
    const shown = findSecrets(text).filter(
      ({ from, to }) => !own.some((words) => words.from <= from && to <= words.to),
    );
    return splitAt(text, shown, toText);
  };
  const split = (text: string) => splitAs(text, toPrintable);
  const join = (parts: readonly Part[]) => parts.map(({ text }) => text).join('');
  return {
    add(secret, name, { isWord = false } = {}) {
      masked.clear();
      redacted.clear();
      for (const spelling of [secret, ...encodingsOf(secret)].filter((text) => text.length >= SHORTEST)) {
        for (const form of plainFormsOf(spelling)) {
          if (secrets.has(form)) continue;
          secrets.set(form, { form, name, isWord: isWord || form.length < SHORTEST_ANYWHERE });
        }
      }
    },
    split,
    redact: (text) => redacted.getOrCreate(text, () => join(split(text)), text.length),
    mask: (text) => masked.getOrCreate(text, () => join(splitAs(text, (piece) => piece)), text.length),
  };
}

/** All substrings of the length that a part of a secret needs in order to be masked. */
function piecesOf(text: string): ReadonlySet<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - SHORTEST + 1) }, (_, at) => text.slice(at, at + SHORTEST)),
  );
}

/** Quickly rules out nearly all of the hundreds of spellings of a secret. */
function mayBeIn(pieces: ReadonlySet<string>, { form }: Hidden): boolean {
  return pieces.has(form.slice(0, SHORTEST)) || pieces.has(form.slice(-SHORTEST));
}

/** Texts of the kit itself, and of its mock in a refusal: a short secret may equal one of their words. */
const OWN_WORDS: readonly RegExp[] = [
  /--(?:other-key|other-project|empty-user|unsafe-methods|key-in-url|max-requests|max-reply|user|rate|only|project)\b/g,
  /\b(?:start|end)_date\b/g,
  /\bstatus \d{3}\b/g,
  /\{"data": (?:\[\.\.\.\]|\{"total", "(?:events|sessions)": \[\.\.\.\]\})\}(?: of (?:events|sessions)\b)?/g,
  /The API key is missing: send the organization API key in the Authorization header\./g,
  /The API key is wrong: send the bare organization API key in the Authorization header, without a scheme\./g,
  /"(?:Invalid API Key|Not authenticated)"/g,
];

/** Finds the names of secrets, and texts of the kit, that a text already contains. */
function findOwn(text: string, names: ReadonlySet<string>): { readonly from: number; readonly to: number }[] {
  const own = OWN_WORDS.flatMap((words) =>
    [...text.matchAll(words)].map(({ index, 0: word }) => ({ from: index, to: index + word.length })),
  );
  for (const name of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
      own.push({ from: at, to: at + name.length });
  }
  return own;
}

/** Whether a part of a text is not inside a longer word. */
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
  if (!plain.text.includes(LEFT_OUT)) return found;
  for (const { start, length } of [...findHeads(plain, secret), ...findTails(plain, secret)]) add(start, length);
  return found;
}

interface Piece {
  readonly start: number;
  readonly length: number;
}

/** Finds the beginning of a secret before an omission. */
function findHeads({ text, nextLeftOut }: PlainText, secret: string): Piece[] {
  const heads: Piece[] = [];
  const beginning = secret.slice(0, SHORTEST);
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    const length = (nextLeftOut[at] ?? text.length) - at;
    if (length < secret.length && text.startsWith(secret.slice(0, length), at)) heads.push({ start: at, length });
  }
  return heads;
}

/** Finds the end of a secret after an omission. */
function findTails({ text, lastLeftOut }: PlainText, secret: string): Piece[] {
  const tails: Piece[] = [];
  const ending = secret.slice(-SHORTEST);
  for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
    const start = (lastLeftOut[at] ?? -1) + 1;
    const length = at + SHORTEST - start;
    if (start > 0 && length < secret.length && text.startsWith(secret.slice(-length), start))
      tails.push({ start, length });
  }
  return tails;
}

/** Replaces revealed parts with names, merging those that overlap, and leaves out what was cut. */
function splitAt(text: string, shown: readonly Shown[], toText: (piece: string) => string): Part[] {
  const cuts = findCuts(text);
  const hidden = mergeOverlaps(shown)
    .filter(({ from, to }) => !cuts.some((one) => one.from <= from && to <= one.to))
    .map(({ from, to, name }) => ({ from, to, part: { text: toText(name), hidden: text.slice(from, to) } }));
  const left = cuts.map(({ from, to, text: instead }) => ({ from, to, part: { text: instead } }));
  const parts: Part[] = [];
  let end = 0;
  const keepUntil = (from: number) => {
    if (from > end) parts.push({ text: toText(text.slice(end, from)) });
  };
  for (const { from, to, part } of [...hidden, ...left].sort((a, b) => a.from - b.from)) {
    keepUntil(from);
    parts.push(part);
    end = Math.max(end, to);
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
