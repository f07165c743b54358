const MARKS = /\p{M}+/gu;

/**
 * Writes a text in small letters with as much ASCII as its letters allow: by the given spellings, then without accents.
 *
 * @param spellings - What stands for a small letter, such as `ue` for `ü`.
 */
export function toPlain(text: string, spellings: Readonly<Record<string, string>>): string {
  const spelled = Array.from(text.toLowerCase().normalize('NFC'), (letter) => spellings[letter] ?? letter).join('');
  // accents of scripts other than Latin are part of the letter
  return Array.from(spelled, (letter) => {
    const bare = letter.normalize('NFD').replace(MARKS, '');
    return bare <= '\x7f' ? bare : letter;
  }).join('');
}

/** Writes a title as the last part of a path: percent-encoded where it stays other than ASCII. */
export function toSlug(title: string, spellings: Readonly<Record<string, string>>): string {
  const words = toPlain(title, spellings).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return encodeURIComponent(words.join('-'));
}

/** Writes a text as browsers put a form's field into a query string. */
export function toQueryValue(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+');
}
