/** A body, or a part of one, that the server cannot decode. It carries no details, like the server's error. */
export class NotDecoded extends Error {
  constructor() {
    super('This cannot be decoded.');
  }
}

/** How deep lists and objects may be nested (`observed: v2`). */
const MOST_DEPTH = 10_000;

const TEXT = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
/** A number or a word, which end where structure or white space begins. */
const WORD = /[^\s,:\]}]+/y;
const BLANK = /[ \t\r\n]*/y;

/**
 * Reads a body as JSON text, without white space around it. Strings may contain bytes that are not UTF-8.
 *
 * @throws NotDecoded if it is not JSON.
 */
export function toJsonText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  try {
    JSON.parse(text);
  } catch {
    throw new NotDecoded();
  }
  refuseDeep(text);
  // only JSON's own white space is allowed around it
  return text.trim();
}

function refuseDeep(text: string): void {
  if (text.length <= MOST_DEPTH) return;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOf(TEXT, text, at) - 1;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > MOST_DEPTH) throw new NotDecoded();
  }
}

/** Returns the fields of an object in valid JSON, in order and with duplicates: names, and values as text. */
export function* fieldsOf(object: string): Generator<readonly [name: string, value: string]> {
  if (object[0] !== '{') throw new NotDecoded();
  for (let at = endOf(BLANK, object, 1); object[at] !== '}'; ) {
    const nameEnd = endOf(TEXT, object, at);
    // Cast: JSON in quotes is a string
    const name = JSON.parse(object.slice(at, nameEnd)) as string;
    const colon = endOf(BLANK, object, nameEnd);
    const from = endOf(BLANK, object, colon + 1);
    const to = endOfValue(object, from);
    yield [name, object.slice(from, to)];
    at = nextPart(object, to);
  }
}

/** Returns the items of a list in valid JSON, as text. */
export function* elementsOf(list: string): Generator<string> {
  if (list[0] !== '[') throw new NotDecoded();
  for (let at = endOf(BLANK, list, 1); list[at] !== ']'; ) {
    const to = endOfValue(list, at);
    yield list.slice(at, to);
    at = nextPart(list, to);
  }
}

/** Returns where the next part starts, or the closing bracket. */
function nextPart(text: string, from: number): number {
  const at = endOf(BLANK, text, from);
  return text[at] === ',' ? endOf(BLANK, text, at + 1) : at;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const character = text[at];
    if (character === '"') at = endOf(TEXT, text, at);
    else if (character === '[' || character === '{') at = bracket(1);
    else if (character === ']' || character === '}') at = bracket(-1);
    else if (character === ',' || character === ':') at += 1;
    else at = endOf(WORD, text, at);
    if (depth > 0) at = endOf(BLANK, text, at);
  } while (depth > 0);
  return at;

  function bracket(step: 1 | -1): number {
    depth += step;
    return at + 1;
  }
}

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
