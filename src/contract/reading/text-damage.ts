/** A text that was spoilt on its way, and how. */
export interface TextDamage {
  readonly text: string;
  readonly cause: string;
}

const ENTITY = /&(?:amp|lt|gt|quot|apos|#0*39|#x0*27);/i;
/** What every way to escape for HTML changes; some leave quotes and ">" alone. */
const RAW_MARKUP = /<|&(?!(?:\w+|#\w+);)/;

/** Finds text that no page shows: halves of characters, UTF-8 read as Latin-1, HTML entities, lost letters. */
export function findDamage(texts: readonly string[]): TextDamage | undefined {
  for (const text of texts) {
    if (text.includes('\ufffd'))
      return { text, cause: 'Characters were lost in a conversion (U+FFFD in their place).' };
    if (!text.isWellFormed()) return { text, cause: 'A text is cut inside a character.' };
    if (isUtf8ReadAsLatin1(text)) return { text, cause: 'Text is encoded as UTF-8 twice.' };
  }
  const escaped = texts.find((text) => ENTITY.test(text));
  if (escaped !== undefined && !texts.some((text) => RAW_MARKUP.test(text))) {
    return { text: escaped, cause: 'Text is escaped for HTML inside JSON.' };
  }
  const holed = texts.find((text) => /\p{L}\?\p{L}|\?{4}/u.test(text) && !text.startsWith('/'));
  if (holed !== undefined && texts.every(isAscii)) {
    return { text: holed, cause: 'Letters outside ASCII are replaced by question marks.' };
  }
  return undefined;
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character < '\u0080');
}

function isUtf8ReadAsLatin1(text: string): boolean {
  if (isAscii(text) || [...text].some((character) => character > '\u00ff')) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}
