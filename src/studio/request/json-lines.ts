import type { Work } from '../../shared/slices.ts';

/** A JSON text in lines, and where the items of its `data` are. */
export interface JsonLines {
  readonly lines: readonly string[];
  /** The first line of each item, in order. */
  readonly starts: readonly number[];
  /** The last line of each item. */
  readonly ends: readonly number[];
}

/** Strings, numbers and words; brackets and separators. */
const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/gs;
const ITEM_DEPTH = 2;

/**
 * Breaks a JSON text into indented lines without parsing its values: numbers stay as sent, however large. A truncated
 * text is formatted as far as it goes, and one that is not JSON is shown as it is.
 */
export function* toJsonLines(text: string): Work<JsonLines> {
  if (!/^\s*[{[]/.test(text)) return { lines: text.split(/\r?\n/), starts: [], ends: [] };
  const lines: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let depth = 0;
  let line = '';
  let before = '';
  const end = () => {
    if (line !== '') lines.push('  '.repeat(depth) + line);
    line = '';
  };
  for (const [token] of text.matchAll(TOKEN)) {
    yield;
    if (token === '{' || token === '[') {
      line += token;
      if (depth === ITEM_DEPTH && token === '{') starts.push(lines.length);
      end();
      depth += 1;
    } else if (token === '}' || token === ']') {
      if (before === '{' || before === '[') line = (lines.pop() ?? '').trimStart();
      else end();
      depth = Math.max(0, depth - 1);
      line += token;
      if (depth === ITEM_DEPTH && token === '}') ends.push(lines.length);
    } else if (token === ',') {
      line += token;
      end();
    } else line += token === ':' ? ': ' : token;
    before = token;
  }
  end();
  if (ends.length < starts.length) ends.push(lines.length - 1);
  return { lines, starts, ends };
}

/** Finds the item that a line belongs to; -1 for a line between items. */
export function itemAt({ starts, ends }: JsonLines, line: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (line < (starts[middle] ?? 0)) high = middle - 1;
    else if (line > (ends[middle] ?? 0)) low = middle + 1;
    else return middle;
  }
  return -1;
}
