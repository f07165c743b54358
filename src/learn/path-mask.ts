import { type Vocabulary, wordsOf } from './looks.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** How values of a parameter look. */
export type Shape = 'number' | 'uuid' | 'text';

/** A part of a path: one that belongs to the site, or a value that stands for something. */
type Segment =
  | { readonly type: 'static'; readonly text: string }
  | { readonly type: 'value'; readonly text: string; readonly shape: Shape };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LONGEST_WORD = 24;
const MOST_WORDS = 5;

/** Tells what a part of a path is by its looks alone. */
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

/** Gives what stands for a value: of the same looks, so that it can stand in its place. */
export function maskValue(pseudonyms: Pseudonyms, text: string, shape: Shape): string {
  if (shape === 'number') return pseudonyms.digits('value', text);
  if (shape === 'uuid') return pseudonyms.uuid('value', text.toLowerCase());
  return `item-${pseudonyms.hex('value', text, 8)}`;
}

/** Whether a text is one that {@link maskValue} gave for a text. */
export function isMasked(text: string): boolean {
  return /^item-[0-9a-f]{8}$/.test(text);
}
