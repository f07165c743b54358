import { Lru } from '../../shared/lru.ts';
import { toPrintable } from '../../shared/printable.ts';
import { findCuts, LEFT_OUT, withoutCuts } from './cut.ts';
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
  /** Hides secrets alone: for text that is kept as it came, and printed nowhere. */
  mask(text: string): string;
  /** Gives what {@link Redactor.redact} joins. */
  split(text: string): Part[];
}

/** Shorter secrets stand in words of a language too, and are hidden only where they are words by themselves. */
export const SHORTEST_ANYWHERE = 8;

/** Characters of all texts that are kept in each way together with what is shown of them. */
const MOST_REMEMBERED = 16_000_000;

interface Hidden {
  readonly form: string;
  readonly name: string;
  readonly isWord: boolean;
}

/** Builds what hides secrets. */
export function createRedactor(): Redactor {
  const secrets = new Map<string, Hidden>();
  // most texts of a run are one of a few, and to search a long one takes a while
  const masked = new Lru<string, string>({ maxSize: MOST_REMEMBERED });
  const redacted = new Lru<string, string>({ maxSize: MOST_REMEMBERED });
  const findSecrets = (text: string): Shown[] => {
    // a published key, say, leaves nothing to look for
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

/** All that a text has of the length that a part of a secret must have to be hidden. */
function piecesOf(text: string): ReadonlySet<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - SHORTEST + 1) }, (_, at) => text.slice(at, at + SHORTEST)),
  );
}

/** Rules out nearly all of the spellings of a secret, of which there are hundreds, at once. */
function mayBeIn(pieces: ReadonlySet<string>, { form }: Hidden): boolean {
  return pieces.has(form.slice(0, SHORTEST)) || pieces.has(form.slice(-SHORTEST));
}

/** What the kit writes itself, and its mock in a refusal: a short secret may be spelled like a word of it. */
const OWN_WORDS: readonly RegExp[] = [
  /--(?:other-key|other-project|empty-user|unsafe-methods|key-in-url|max-requests|max-reply|user|rate|only|project)\b/g,
  /\b(?:start|end)_date\b/g,
  /\bstatus \d{3}\b/g,
  /\{"data": (?:\[\.\.\.\]|\{"total", "(?:events|sessions)": \[\.\.\.\]\})\}(?: of (?:events|sessions)\b)?/g,
  /The API key is missing: send the organization API key in the Authorization header\./g,
  /The API key is wrong: send the bare organization API key in the Authorization header, without a scheme\./g,
  /"(?:Invalid API Key|Not authenticated)"/g,
];

/** Where names of secrets, and words of the kit, stand in a text already. */
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
  if (!plain.text.includes(LEFT_OUT)) return found;
  for (const { start, length } of [...findHeads(plain, secret), ...findTails(plain, secret)]) add(start, length);
  return found;
}

interface Piece {
  readonly start: number;
  readonly length: number;
}

/** Where the beginning of a secret stands before a part that was left out. */
function findHeads({ text, nextLeftOut }: PlainText, secret: string): Piece[] {
  const heads: Piece[] = [];
  const beginning = secret.slice(0, SHORTEST);
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    const length = (nextLeftOut[at] ?? text.length) - at;
    if (length < secret.length && text.startsWith(secret.slice(0, length), at)) heads.push({ start: at, length });
  }
  return heads;
}

/** Where the end of a secret stands behind a part that was left out. */
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

/** Puts names in the place of what is shown, where two parts overlap in that of both, and leaves out what was cut. */
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
