import { trimEnd } from '../../shared/trim-end.ts';
import type { Credential } from '../wire/exchange.ts';
import { encodeFirst } from './path-variants.ts';

const KEY = 'OPENREPLAY_API_KEY';
/** The variable that holds a valid key of another organization. */
export const OTHER_KEY_VARIABLE = 'OPENREPLAY_OTHER_API_KEY';

/** A wrong key, and a description of what is wrong with it. */
export interface WrongKey extends Credential {
  readonly name: string;
  /** True if another one finds nearly everything that it finds. */
  readonly isSeldom?: boolean;
}

/** No key, but the header is present. */
export const EMPTY_KEY: WrongKey = { name: 'an empty key', value: '', shell: '' };

const LONGER = 'the key and one more character';
const SHORTER = 'the key without its last character';

/** The key with one character more, and with one less: a server that compares only a part of it accepts one of them. */
export function longerAndShorter(key: string): WrongKey[] {
  return nearMisses(key).filter(({ name }) => name === LONGER || name === SHORTER);
}

/** Wrong keys that a faulty comparison accepts. None equals the key. */
export function nearMisses(key: string): WrongKey[] {
  const middle = Math.floor(key.length / 2);
  const half = Math.ceil(key.length / 2);
  const [first = '', last = ''] = [key.at(0), key.at(-1)];
  const rows: [name: string, value: string, shell: string][] = [
    [SHORTER, key.slice(0, -1), `\${${KEY}%?}`],
    ['the key without its first character', key.slice(1), `\${${KEY}#?}`],
    ['the first half of the key', key.slice(0, half), `\${${KEY}:0:${half}}`],
    [LONGER, `${key}x`, `\${${KEY}}x`],
    ['one more character and the key', `x${key}`, `x\${${KEY}}`],
    [
      'the key with its last character changed',
      key.slice(0, -1) + replacement(last),
      `\${${KEY}%?}${replacement(last)}`,
    ],
    [
      'the key with its first character changed',
      replacement(first) + key.slice(1),
      `${replacement(first)}\${${KEY}#?}`,
    ],
    [
      'the key with a character in the middle changed',
      key.slice(0, middle) + replacement(key.charAt(middle)) + key.slice(middle + 1),
      `\${${KEY}:0:${middle}}${replacement(key.charAt(middle))}\${${KEY}:${middle + 1}}`,
    ],
    ['the key in lower case', key.toLowerCase(), `\${${KEY},,}`],
    ['the key with upper and lower case swapped', swapCase(key), `\${${KEY}~~}`],
    ['the key backwards', [...key].reverse().join(''), `$(rev <<<"$${KEY}")`],
    ['the key in quotes', `"${key}"`, `\\"\${${KEY}}\\"`],
    ['the key with its first character percent-encoded', encodeFirst(key), `$(printf '%%%02x' "'$${KEY}")\${${KEY}#?}`],
    ['the key and a second word', `${key} x`, `\${${KEY}} x`],
    [
      'the key with a space inside',
      `${key.slice(0, middle)} ${key.slice(middle)}`,
      `\${${KEY}:0:${middle}} \${${KEY}:${middle}}`,
    ],
    ['a list that starts with the key', `${key}, x`, `\${${KEY}}, x`],
    ['a list that ends with the key', `x, ${key}`, `x, \${${KEY}}`],
    ['the key as a name with a password', `${key}:x`, `\${${KEY}}:x`],
    ...[...WILD, ...STAND_INS].map((value): [string, string, string] => [`"${value}" as the key`, value, value]),
    ['as many underscores as the key is long', '_'.repeat(key.length), '_'.repeat(key.length)],
  ];
  return rows
    .map(([name, value, shell]) => ({ name, value, shell, ...(SELDOM.has(name) && { isSeldom: true }) }))
    .filter(({ value }) => withoutEdges(value) !== key && value !== '');
}

/** Servers that compare a part of the key, or parse it loosely, also accept others of the near misses. */
const SELDOM: ReadonlySet<string> = new Set([
  'the first half of the key',
  'one more character and the key',
  'the key with a character in the middle changed',
  'the key with its first character changed',
  'the key in lower case',
  'the key backwards',
  'the key with upper and lower case swapped',
  '".*" as the key',
  'as many underscores as the key is long',
]);

/** The key with upper and lower case swapped; undefined if it has no letters. */
export function inOtherCase(key: string): WrongKey | undefined {
  return nearMisses(key).find(({ value }) => value === swapCase(key));
}

/** Texts that are not keys, but that some servers accept as one. */
const WILD = ['%', '*', '.*', "' OR '1'='1", 'null'];

/** Placeholders from clients that were never given a key. */
export const STAND_INS: readonly string[] = ['undefined', '{YOUR_ORGANIZATION_API_KEY}'];

/** A value as the server receives it: surrounding white space is not part of a header (RFC 9110, 5.5). */
function withoutEdges(value: string): string {
  return trimEnd(value.replace(/^[ \t]+/, ''), ' \t');
}

/** A made-up key of the same length. It reveals nothing of the key, as reports show it. */
export function madeUpKey(key: string): WrongKey {
  const value = 'MadeUpKey0123456789'.repeat(Math.ceil(key.length / 19)).slice(0, key.length);
  const other = value === key ? value.toLowerCase() : value;
  return { name: 'a made-up key of the same length', value: other, shell: other };
}

/** A made-up ID of the same form: letters for letters, digits for digits. Not for secrets. */
export function madeUpId(id: string): string {
  const value = [...id].map((character, index) => {
    const alphabet = ALPHABETS.find((candidate) => candidate.includes(character));
    if (!alphabet) return character;
    const step = 1 + ((index + 5) % (alphabet.length - 1));
    return alphabet.charAt((alphabet.indexOf(character) + step) % alphabet.length);
  });
  return value.join('') === id ? `${id}x` : value.join('');
}

const ALPHABETS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Another character, chosen so that it reveals next to nothing of the original. */
function replacement(character: string): string {
  return character.toLowerCase() === 'x' ? 'y' : 'x';
}

function swapCase(text: string): string {
  return [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');
}
