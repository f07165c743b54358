/** A different user ID or project key as a path segment, and a description of the change. */
export interface Variant {
  readonly name: string;
  readonly segment: string;
  /** True if a proxy in front may refuse it on its own. */
  readonly isOdd?: boolean;
  /** True if another variant finds nearly everything that it finds. */
  readonly isSeldom?: boolean;
}

/** Other spellings of an ID with the same meaning: clients percent-encode different characters (RFC 3986, 2.3 and 6.2.2). */
export function sameId(id: string): Variant[] {
  const encoded = encodeURIComponent(id);
  const [first = '', ...rest] = id;
  return distinct(id, [
    {
      name: 'only what must be percent-encoded',
      segment: encoded.replace(/%(40|2B|24|26|2C|3A|3B|3D)/g, decodeURIComponent),
    },
    {
      name: 'percent-encoded in lower-case hex',
      segment: encoded.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()),
    },
    // firewalls refuse an encoded dot, as dot segments can hide behind it
    { name: 'percent-encoded throughout but for dots', segment: encodeAll(id).replaceAll('%2E', '.') },
    { name: 'its first letter percent-encoded', segment: encodeAll(first) + encodeURIComponent(rest.join('')) },
  ]);
}

const plain = (name: string, text: string, isOdd = false): Variant => ({
  name,
  segment: encodeURIComponent(text),
  isOdd,
});

const seldom = (name: string, text: string): Variant => ({ ...plain(name, text), isSeldom: true });

/** Other codes, such as project keys, that a buggy server mistakes for this one. */
export function otherCodes(code: string): Variant[] {
  // whole characters: half of one cannot be percent-encoded
  const characters = [...code];
  const half = characters.slice(0, Math.ceil(characters.length / 2)).join('');
  const letter = /[a-z]/i.exec(code)?.[0] ?? characters[0] ?? '';
  const replaceAt = (text: string) => code.replace(letter, () => text);
  return distinct(code, [
    seldom('in lower case', code.toLowerCase()),
    plain('in upper case', code.toUpperCase()),
    plain('without its last character', characters.slice(0, -1).join('')),
    seldom('without its first character', characters.slice(1).join('')),
    plain('with one more character behind', `${code}x`),
    seldom('with one more character in front', `x${code}`),
    plain('with a space behind', `${code} `),
    seldom('with a space in front', ` ${code}`),
    plain('percent-encoded twice throughout', encodeAll(code)),
    seldom('with any letter where one was (.)', replaceAt('.')),
    seldom('with any letter where one was (_)', replaceAt('_')),
    plain('with anything behind (%)', `${half}%`),
    plain('with anything behind (*)', `${half}*`),
    seldom('with anything behind (.*)', `${half}.*`),
    plain('with a parameter behind', `${code};x=1`),
    plain('in a list', `${code},x`),
    { ...plain('with a quote and a comment behind', `${code}' -- `, true), isSeldom: true },
    plain('with a slash behind', `${code}/`, true),
    plain('with a line feed behind', `${code}\n`, true),
    plain('with a null and more behind', `${code}\0x`, true),
  ]);
}

/** Other IDs that a buggy server mistakes for this one. */
export function otherIds(id: string): Variant[] {
  const characters = [...id];
  const letter = /[a-z]/i.exec(id)?.[0] ?? characters[0] ?? '';
  const replaceAt = (text: string) => id.replace(letter, () => text);
  return distinct(id, [
    // servers match IDs as patterns more often than keys
    plain('with any letter where one was (.)', replaceAt('.')),
    // the only variant that reveals a comparison of the end
    plain('without its first character', characters.slice(1).join('')),
    ...otherCodes(id),
    seldom('with its first letter in the other case', replaceAt(swapCase(letter))),
    plain(
      'with the domain in upper case',
      id.replace(/@[^@]*$/, (domain) => domain.toUpperCase()),
    ),
    plain('up to its @', id.split('@')[0] ?? ''),
    plain('without its plus tag', id.replace(/\+[^@]*/, '')),
    plain('without its dots', id.replaceAll('.', '')),
    plain('without its hyphens', id.replaceAll('-', '')),
    plain('with many more characters behind', id + 'x'.repeat(Math.max(1, 256 - id.length))),
    plain('with its last character changed', characters.slice(0, -1).join('') + neighbour(characters.at(-1) ?? '')),
    // equal to the ID in Latin-1 if only the low byte of a character is kept
    plain('with 256 added to its first character', moveUp(characters[0] ?? '') + characters.slice(1).join('')),
    // a store with at most three bytes per character truncates the text there
    plain('with an emoji behind', `${id}\u{1f600}`),
    seldom('with a plus behind', `${id}+`),
    plain('with a dot behind', `${id}.`),
    plain('with a full stop and extension behind', `${id}.json`),
    plain(
      'with plus and space exchanged',
      id.replace(/[+ ]/g, (c) => (c === '+' ? ' ' : '+')),
    ),
    seldom('with any letter where one was (?)', replaceAt('?')),
    plain('with any sign where one was (_)', id.replace(/[^a-z0-9]/gi, '_')),
    plain('with a query behind, percent-encoded', `${id}?x=1`),
    plain('with a fragment behind, percent-encoded', `${id}#x`),
    plain('in quotes', `"${id}"`, true),
    seldom('with an accent on a letter', replaceAt(`${letter}\u0301`)),
    plain(
      'with a letter of full width',
      id.replace(/[a-z]/i, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    ),
    plain('with a zero-width space behind', `${id}\u200b`),
    plain('in the other Unicode normal form', id.normalize('NFC') === id ? id.normalize('NFD') : id.normalize('NFC')),
    plain('behind a slash', `x/${id}`, true),
    plain('behind a step up', `x/../${id}`, true),
    plain('with a backslash behind', `${id}\\`, true),
    plain('with a backslash inside', `${characters.slice(0, 1).join('')}\\${characters.slice(1).join('')}`, true),
  ]);
}

/**
 * Whether a common router or proxy turns a segment into another path: it decodes slashes and dots, reads backslashes as
 * slashes, and cleans the path, as Rack::Protection, nginx and file libraries do.
 */
export function isCleaned({ segment }: Variant): boolean {
  const parts = segment
    .replace(/%2F|%5C/gi, '/')
    .replace(/%2E/gi, '.')
    .split('/');
  return parts.length > 1 && parts.some((part) => ['', '.', '..'].includes(part));
}

const toVariant = (text: string): Variant => ({ name: `"${text}"`, segment: encodeURIComponent(text) });

/** Patterns that match everybody on some servers, and are not real IDs. */
export const PATTERN_IDS: readonly Variant[] = ['%', '*', '.*', "' OR '1'='1"].map(toVariant);

/** The same for projects, where wildcards are also tried after a part of the key. */
export const PATTERN_PROJECTS: readonly Variant[] = PATTERN_IDS.map((variant) => ({
  ...variant,
  isSeldom: !/^"[*']/.test(variant.name),
}));

/** Words that some servers map to a user, although they may be real IDs. */
export const WORD_IDS: readonly Variant[] = ['null', 'undefined', '0', 'me', 'all'].map(toVariant);

/** Names of accounts that servers come with, or that teams use to show their product. */
export const ACCOUNT_IDS: readonly Variant[] = ['admin', 'demo', 'guest', 'root', 'system', 'test'].map(toVariant);

function distinct(id: string, variants: readonly Variant[]): Variant[] {
  const seen = new Set<string>();
  return variants.filter(({ segment }) => {
    const isNew = segment !== '' && !/^(\.|%2e){1,2}$/i.test(segment) && !seen.has(segment);
    seen.add(segment);
    return isNew && segment !== encodeURIComponent(id);
  });
}

/** The next letter or digit: in long numbers one that survives rounding. */
function neighbour(character: string): string {
  return /[0-8a-y]/i.test(character) ? String.fromCharCode(character.charCodeAt(0) + 1) : character === 'x' ? 'y' : 'x';
}

/** Another character with the same low byte. It cannot be a surrogate, which could not be percent-encoded. */
function moveUp(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? String.fromCodePoint(code + 0x100) : character;
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

function encodeAll(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
