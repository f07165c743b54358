/**
 * Text between one of the first two marks and the last one must not be shown: it was cut off at the end, or in the
 * middle. The marks are noncharacters, which no text needs.
 */
const END_OFF = '\ufdd0';
const MIDDLE_OUT = '\ufdd1';
const TO_HERE = '\ufdd2';
const MARKS = /[\ufdd0-\ufdd2]/g;

/** Marks an omission in a text; part of a secret may be left next to it. */
export const LEFT_OUT = '…';

/** How much is kept beyond a cut, so that a secret that spans it is recognised in any spelling. */
const REACH = 2_000;

/**
 * Truncates text from a server to a readable length. Text beyond the cut is kept between marks until
 * secrets are masked, as half a secret would not be recognised.
 */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return withoutMarks(text);
  const beyond = withoutMarks(text.slice(longest, longest + REACH));
  return `${withoutMarks(text.slice(0, longest))}${END_OFF}${beyond}${LEFT_OUT}${TO_HERE}`;
}

/** Leaves out the middle of text from a server, and keeps this many characters at both ends. */
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

/** A text without the marks, with the original index of each of its characters, and of its end: a mark may split an escape. */
export function withoutCuts(text: string): { readonly whole: string; readonly places: readonly number[] } {
  const places: number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const character = text.charAt(at);
    if (character < END_OFF || character > TO_HERE) places.push(at);
  }
  return { whole: text.replace(MARKS, ''), places };
}

/** A part of a text that must not be shown, and its replacement. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Finds the cuts in a text. */
export function findCuts(text: string): Cut[] {
  return Array.from(text.matchAll(BETWEEN), ({ index, 0: whole }) => ({
    from: index,
    to: index + whole.length,
    text: whole.startsWith(MIDDLE_OUT) ? ` ${LEFT_OUT} ` : LEFT_OUT,
  }));
}

const BETWEEN = /[\ufdd0\ufdd1][^\ufdd2]*\ufdd2?/g;
