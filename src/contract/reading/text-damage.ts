import { findEscaping, isAscii, type TextDamage } from './text-escaping.ts';

/** Finds text that no page displays: halves of characters, UTF-8 read as Latin-1, lost letters, escapes of another format. */
export function findDamage(texts: readonly string[]): TextDamage | undefined {
  for (const text of texts) {
    if (text.includes('\ufffd'))
      return { text, cause: 'Characters were lost in a conversion (U+FFFD in their place).' };
    if (!text.isWellFormed()) return { text, cause: 'A text is cut inside a character.' };
    if (isUtf8ReadAsLatin1(text)) return { text, cause: 'Text is encoded as UTF-8 twice.' };
  }
  return findEscaping(texts) ?? findHoles(texts);
}

/** A letter replaced inside a word, or a word with no letters left. */
const HOLE = /\p{L}\?\p{Ll}|^\?{4,}$/u;
/** Anything that may be a URL, where question marks are normal. */
const ADDRESS = /^\/|[/=]/;

function findHoles(texts: readonly string[]): TextDamage | undefined {
  const holed = texts.find((text) => HOLE.test(text) && !ADDRESS.test(text));
  return holed !== undefined && texts.every(isAscii)
    ? { text: holed, cause: 'Letters outside ASCII are replaced by question marks.' }
    : undefined;
}

const BEYOND_LATIN_1 = /[^\0-\xff]/;

function isUtf8ReadAsLatin1(text: string): boolean {
  if (isAscii(text) || BEYOND_LATIN_1.test(text)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}
