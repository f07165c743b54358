/**
 * What stands between one of the first two and the last is not to be shown: it was cut off at the end, or in the middle.
 * They are no characters, so no text has a use for them.
 */
const END_OFF = '\ufdd0';
const MIDDLE_OUT = '\ufdd1';
const TO_HERE = '\ufdd2';
const MARKS = /[\ufdd0-\ufdd2]/g;

/** Stands in a text where a part of it was left out: a part of a secret may be left beside it. */
export const LEFT_OUT = '…';

/** How much is kept behind a cut, so that a secret is recognised which stands across it, in any spelling. */
const REACH = 2_000;

/**
 * Cuts what a server sent to as much as a person reads. What stands behind the cut is kept, between marks, until
 * secrets are hidden: a half of one would not be recognised.
 */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return withoutMarks(text);
  const beyond = withoutMarks(text.slice(longest, longest + REACH));
  return `${withoutMarks(text.slice(0, longest))}${END_OFF}${beyond}${LEFT_OUT}${TO_HERE}`;
}

/** Leaves out the middle of what a server sent, and keeps so much of both its ends. */
export function cutMiddle(text: string, longest: number): string {
  if (text.length <= 2 * longest) return withoutMarks(text);
  const end = text.length - longest;
  const [after, before] = [text.slice(longest, longest + REACH), text.slice(Math.max(longest, end - REACH), end)];
  const beyond = `${withoutMarks(after)}${LEFT_OUT}${withoutMarks(before)}`;
  return `${withoutMarks(text.slice(0, longest))}${MIDDLE_OUT}${beyond}${TO_HERE}${withoutMarks(text.slice(end))}`;
}

function withoutMarks(text: string): string {
  return text.replace(MARKS, '\ufffd');
}

/** A text without the marks, and where each of its characters, and its end, was before: a mark may split an escape. */
export function withoutCuts(text: string): { readonly whole: string; readonly places: readonly number[] } {
  const places: number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const character = text.charAt(at);
    if (character < END_OFF || character > TO_HERE) places.push(at);
  }
  return { whole: text.replace(MARKS, ''), places };
}

/** A part of a text that is not to be shown, and what stands there instead. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Where a text was cut. */
export function findCuts(text: string): Cut[] {
  return Array.from(text.matchAll(BETWEEN), ({ index, 0: whole }) => ({
    from: index,
    to: index + whole.length,
    text: whole.startsWith(MIDDLE_OUT) ? ` ${LEFT_OUT} ` : LEFT_OUT,
  }));
}

const BETWEEN = /[\ufdd0\ufdd1][^\ufdd2]*\ufdd2?/g;
