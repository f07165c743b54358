const MARKS = /\p{M}+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/gu;

/**
 * Writes a text in lower case with as much ASCII as possible: using the given spellings, then without accents.
 *
 * @param spellings - replacements of lower-case letters beyond ASCII, such as `ue` for `ü`.
 */
export function toPlain(text: string, spellings: Readonly<Record<string, string>>): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(BEYOND_ASCII, (letter) => spellings[letter] ?? withoutAccent(letter));
}

/** Accents of scripts other than Latin are part of the letter. */
function withoutAccent(letter: string): string {
  const bare = letter.normalize('NFD').replace(MARKS, '');
  return bare <= '\x7f' ? bare : letter;
}

/** Writes a title as the last part of a path: percent-encoded if it is not all ASCII. */
export function toSlug(title: string, spellings: Readonly<Record<string, string>>): string {
  const words = toPlain(title, spellings).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return encodeURIComponent(words.join('-'));
}

/** Writes a text as browsers put a form's field into a query string. */
export function toQueryValue(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}
