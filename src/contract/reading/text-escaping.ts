/** Text that was damaged on its way, and how. */
export interface TextDamage {
  readonly text: string;
  readonly cause: string;
}

/** A way to escape text for the wrong format, recognised by what it produces and by what it never leaves in place. */
interface Escaping {
  readonly cause: string;
  /** What it produces. */
  readonly made: RegExp;
  /** Whether a text proves that it was not applied. */
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
  // some escapers leave quotes and ">" alone, but none leaves "<" and "&"
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

/** Finds texts that were escaped for another format: one proves it, and none contradicts it. */
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

/** Whether a text is pure ASCII. */
export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Fewer texts in quotes may be a coincidence. */
const LEAST_QUOTED = 3;

function findQuoted(texts: readonly string[]): TextDamage | undefined {
  const [first] = texts;
  const isQuoted = new Set(texts).size >= LEAST_QUOTED && texts.every((text) => /^".*"$/s.test(text));
  return isQuoted && first !== undefined ? { text: first, cause: JSON_TWICE } : undefined;
}
