/** Ends a text with a full stop, unless it ends as a sentence does. */
export function toSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
