/** A text that was spoilt on its way, and how. */
export interface TextDamage {
  readonly text: string;
  readonly cause: string;
}

/** A way to escape text for a format that it is not in, seen by what it leaves behind and what it leaves nowhere. */
interface Escaping {
  readonly cause: string;
  /** What it makes. */
  readonly made: RegExp;
  /** Whether a text shows that it was not applied. */
  readonly isSpared: (text: string) => boolean;
}

const isSparedBy = (pattern: RegExp) => (text: string) => pattern.test(text);
const isForeign = (text: string) => !isAscii(text);

const HTML = 'Text is escaped for HTML inside JSON.';
const JSON_TWICE = 'Text is escaped for JSON twice.';
const PERCENT = 'Text is percent-encoded inside JSON.';

/** A letter outside ASCII in UTF-8, percent-encoded. */
const LETTER = /%[c-f][0-9a-f](?:%[89ab][0-9a-f])+/i;

const OF_LABELS: readonly Escaping[] = [
  // some ways leave quotes and ">" alone, none leaves "<" and "&"
  {
    cause: HTML,
    made: /&(?:amp|lt|gt|quot|apos|#0*3[489]|#0*6[02]|#x0*2[267]|#x0*3[ce]);/i,
    isSpared: isSparedBy(/<|&(?!(?:\w+|#\w+);)/),
  },
  {
    cause: HTML,
    made: /&(?:#\d{3,6}|#x[0-9a-f]{2,5}|[a-z]{1,2}(?:acute|grave|circ|uml|tilde|cedil|ring|caron|lig|slash));/i,
    isSpared: isForeign,
  },
  { cause: JSON_TWICE, made: /\\u[0-9a-f]{4}/i, isSpared: isForeign },
  { cause: JSON_TWICE, made: /\\["']/, isSpared: isSparedBy(/(?<!\\)["']/) },
  { cause: PERCENT, made: LETTER, isSpared: isForeign },
  { cause: PERCENT, made: /\w%20\w/, isSpared: isSparedBy(/ /) },
];

const OF_PATHS: readonly Escaping[] = [
  {
    cause: 'Paths are percent-encoded twice.',
    made: /%2520|%25[c-f][0-9a-f](?:%25[89ab][0-9a-f])+/i,
    isSpared: (text) => text.includes('%20') || LETTER.test(text),
  },
];

/** Finds texts that were escaped for another format: one shows it, and none speaks against it. */
export function findEscaping(texts: readonly string[]): TextDamage | undefined {
  const isPath = (text: string) => text.startsWith('/');
  const isAddress = (text: string) => isPath(text) || text.includes('://');
  const labels = texts.filter((text) => !isAddress(text));
  return findOne(labels, OF_LABELS) ?? findQuoted(labels) ?? findOne(texts.filter(isPath), OF_PATHS);
}

function findOne(texts: readonly string[], escapings: readonly Escaping[]): TextDamage | undefined {
  for (const { cause, made, isSpared } of escapings) {
    const text = texts.find((one) => made.test(one));
    if (text !== undefined && !texts.some(isSpared)) return { text, cause };
  }
  return undefined;
}

/** Whether nothing in a text is outside ASCII. */
export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Fewer texts in quotes may be so by chance. */
const LEAST_QUOTED = 3;

function findQuoted(texts: readonly string[]): TextDamage | undefined {
  const [first] = texts;
  const isQuoted = new Set(texts).size >= LEAST_QUOTED && texts.every((text) => /^".*"$/s.test(text));
  return isQuoted && first !== undefined ? { text: first, cause: JSON_TWICE } : undefined;
}
