// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Writes control characters, and what turns the direction of a text, as marks such as `[U+202E]`: visitors type what is
 * shown here, and could make one text look like another.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (unseen) => `[U+${unseen.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** Writes the same characters as escapes of a JavaScript string, for code that is shown and copied. */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (unseen) => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
