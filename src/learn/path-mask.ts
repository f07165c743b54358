import { type Vocabulary, wordsOf } from './looks.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** The form of a parameter's values. */
export type Shape = 'number' | 'uuid' | 'text';

/** A part of a path: part of the site, or a value. */
type Segment =
  | { readonly type: 'static'; readonly text: string }
  | { readonly type: 'value'; readonly text: string; readonly shape: Shape };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONGEST_WORD = 24;
const MOST_WORDS = 5;

/** Classifies a part of a path by its form alone. */
export function readSegment(text: string, vocabulary: Vocabulary): Segment {
  if (/^\d+$/.test(text)) return { type: 'value', text, shape: 'number' };
  if (UUID.test(text)) return { type: 'value', text, shape: 'uuid' };
  return isStatic(text, vocabulary) ? { type: 'static', text } : { type: 'value', text, shape: 'text' };
}

function isStatic(text: string, { isName, isUsual }: Vocabulary): boolean {
  if (/^v\d$/.test(text)) return true;
  const words = wordsOf(text);
  if (!/^[A-Za-z][A-Za-z_.-]*$/.test(text) || words.length > MOST_WORDS) return false;
  return words.every((word) => isUsual(word) || (word.length <= LONGEST_WORD && !isName(word)));
}

/** Returns a replacement for a value, of the same form. */
export function maskValue(pseudonyms: Pseudonyms, text: string, shape: Shape): string {
  if (shape === 'number') return pseudonyms.digits('value', text);
  if (shape === 'uuid') return pseudonyms.uuid('value', text.toLowerCase());
  return `item-${pseudonyms.hex('value', text, 8)}`;
}

/** Whether a text came from {@link maskValue} for a text. */
export function isMasked(text: string): boolean {
  return /^item-[0-9a-f]{8}$/.test(text);
}
