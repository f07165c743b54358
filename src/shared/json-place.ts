/** Where a text stops being JSON, which engines report differently or not at all. */
interface JsonPlace {
  /** Counts from 1. */
  readonly line: number;
  /** Counts UTF-16 units from 1. */
  readonly column: number;
  /** Whether the text merely ends too early. */
  readonly isEnd: boolean;
}

const CLOSERS: ReadonlyMap<string | undefined, string> = new Map([
  ['{', '}'],
  ['[', ']'],
]);
const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.eE+-])|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Finds the place where a text that cannot be parsed stops being JSON. */
export function findJsonFault(text: string): JsonPlace {
  const at = Math.min(scan(text), text.length);
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n'), isEnd: at === text.length };
}

/** Reads as far as the text is JSON. Not recursive, as it may be nested to any depth. */
function scan(text: string): number {
  const closers: string[] = [];
  let at = skip(SPACE, text, 0);
  for (;;) {
    const closer = CLOSERS.get(text[at]);
    if (closer === undefined) {
      const end = text[at] === '"' ? skipString(text, at) : { at: skip(SCALAR, text, at), isFault: false };
      if (end.isFault || end.at === at) return end.at;
      at = skip(SPACE, text, end.at);
    } else {
      closers.push(closer);
      at = skip(SPACE, text, at + 1);
    }
    if (closer === undefined || text[at] === closer) {
      // after a value its container may end too
      while (closers.length > 0 && text[at] === closers.at(-1)) {
        closers.pop();
        at = skip(SPACE, text, at + 1);
      }
      if (closers.length === 0 || text[at] !== ',') return at;
      at = skip(SPACE, text, at + 1);
    }
    if (closers.at(-1) === '}') {
      const name = skipName(text, at);
      if (name.isFault) return name.at;
      at = name.at;
    }
  }
}

interface Skipped {
  /** Where it ends, or where it is wrong. */
  readonly at: number;
  readonly isFault: boolean;
}

/** Skips the name of a field with its colon. */
function skipName(text: string, from: number): Skipped {
  const name = skipString(text, from);
  if (name.isFault) return name;
  const colon = skip(SPACE, text, name.at);
  return text[colon] === ':' ? { at: skip(SPACE, text, colon + 1), isFault: false } : { at: colon, isFault: true };
}

function skipString(text: string, from: number): Skipped {
  if (text[from] !== '"') return { at: from, isFault: true };
  let at = from + 1;
  while (at < text.length && text[at] !== '"') {
    const isEscape = text[at] === '\\';
    const next = isEscape ? skip(ESCAPE, text, at) : at + 1;
    if (next === at || text.charCodeAt(at) < 0x20) return { at, isFault: true };
    at = next;
  }
  return at < text.length ? { at: at + 1, isFault: false } : { at, isFault: true };
}

/** Returns the end of a sticky pattern's match at `at`; `at` itself if it does not match. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
