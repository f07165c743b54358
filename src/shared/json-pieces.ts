import type { Work } from './slices.ts';
import { encodeText } from './text.ts';

/** Characters per piece. */
const PIECE = 2 ** 16;
/** A list with more items is written item by item. */
const SHORT_LIST = 64;

/** Writes a value as JSON in UTF-8, in slices; returns consecutive pieces. `edit` receives the text piece by piece. */
export function* writeJson(value: unknown, edit = (text: string) => text): Work<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let text = '';
  for (const part of partsOf(value)) {
    text += part;
    if (text.length < PIECE) continue;
    pieces.push(encodeText(edit(text)));
    text = '';
    yield;
  }
  pieces.push(encodeText(edit(text)));
  return pieces;
}

function* partsOf(value: unknown): Generator<string, void, void> {
  if (isLong(value)) {
    yield '[';
    for (const [index, item] of value.entries()) {
      if (index > 0) yield ',';
      yield* partsOf(item);
    }
    yield ']';
  } else if (holdsLong(value)) {
    let before = '{';
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined) continue;
      yield `${before}${JSON.stringify(key)}:`;
      yield* partsOf(each);
      before = ',';
    }
    yield '}';
  } else {
    yield JSON.stringify(value) ?? 'null';
  }
}

function isLong(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > SHORT_LIST;
}

function holdsLong(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).some(isLong);
}
