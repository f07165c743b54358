// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it matches
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Replaces control characters and text-direction overrides with marks such as `[U+202E]`: the texts come from visitors,
 * who could make one look like another.
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (unseen) => `[U+${unseen.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** Writes the same characters as escapes of a JavaScript string, for displayed code that can be copied. */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (unseen) => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
