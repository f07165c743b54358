/** What stands between these two is not to be shown. They are no characters, so no text has a use for them. */
const FROM_HERE = '\ufdd0';
const TO_HERE = '\ufdd1';
const MARKS = /[\ufdd0\ufdd1]/g;

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
  return `${withoutMarks(text.slice(0, longest))}${FROM_HERE}${beyond}${LEFT_OUT}${TO_HERE}`;
}

/** Leaves out the middle of what a server sent, and keeps so much of both its ends. */
export function cutMiddle(text: string, longest: number): string {
  if (text.length <= 2 * longest) return withoutMarks(text);
  const end = text.length - longest;
  const [after, before] = [text.slice(longest, longest + REACH), text.slice(Math.max(longest, end - REACH), end)];
  const beyond = `${withoutMarks(after)}${LEFT_OUT}${withoutMarks(before)}`;
  return `${withoutMarks(text.slice(0, longest))} ${FROM_HERE}${beyond}${TO_HERE} ${withoutMarks(text.slice(end))}`;
}

function withoutMarks(text: string): string {
  return text.replace(MARKS, '\ufffd');
}

/** Where a text was cut: each part that is not to be shown. */
export function findCuts(text: string): { readonly from: number; readonly to: number }[] {
  const cuts: { from: number; to: number }[] = [];
  for (let from = text.indexOf(FROM_HERE); from >= 0; from = text.indexOf(FROM_HERE, from)) {
    const end = text.indexOf(TO_HERE, from);
    const to = end < 0 ? text.length : end + 1;
    cuts.push({ from, to });
    from = to;
  }
  return cuts;
}
