import type { Credential } from './exchange.ts';

const KEY = 'OPENREPLAY_API_KEY';

/** A key that is wrong, and what is wrong with it. */
export interface WrongKey extends Credential {
  readonly name: string;
}

/** Gives wrong keys that a careless comparison takes for the right one. None equals the key. */
export function nearMisses(key: string): WrongKey[] {
  const middle = Math.floor(key.length / 2);
  const half = Math.ceil(key.length / 2);
  const [first = '', last = ''] = [key.at(0), key.at(-1)];
  const rows: [name: string, value: string, shell: string][] = [
    ['the key without its last character', key.slice(0, -1), `\${${KEY}%?}`],
    ['the key without its first character', key.slice(1), `\${${KEY}#?}`],
    ['the first half of the key', key.slice(0, half), `\${${KEY}:0:${half}}`],
    ['the second half of the key', key.slice(half), `\${${KEY}:${half}}`],
    ['the first character of the key', first, `\${${KEY}:0:1}`],
    ['the key and one more character', `${key}x`, `\${${KEY}}x`],
    ['one more character and the key', `x${key}`, `x\${${KEY}}`],
    ['the key twice', key + key, `\${${KEY}}\${${KEY}}`],
    ['the key with its last character changed', key.slice(0, -1) + other(last), `\${${KEY}%?}${other(last)}`],
    ['the key with its first character changed', other(first) + key.slice(1), `${other(first)}\${${KEY}#?}`],
    [
      'the key with a character in the middle changed',
      key.slice(0, middle) + other(key.charAt(middle)) + key.slice(middle + 1),
      `\${${KEY}:0:${middle}}${other(key.charAt(middle))}\${${KEY}:${middle + 1}}`,
    ],
    ['the key in lower case', key.toLowerCase(), `\${${KEY},,}`],
    ['the key in upper case', key.toUpperCase(), `\${${KEY}^^}`],
    ['the key with upper and lower case swapped', swapCase(key), `\${${KEY}~~}`],
    ['the key backwards', [...key].reverse().join(''), `$(rev <<<"$${KEY}")`],
    ['the key in quotes', `"${key}"`, `\\"\${${KEY}}\\"`],
    [
      'the key with its first character percent-encoded',
      encodeFirst(key),
      `${encodeFirst(key).slice(0, 3)}\${${KEY}#?}`,
    ],
    ['the key and a second word', `${key} x`, `\${${KEY}} x`],
    [
      'the key with a space inside',
      `${key.slice(0, middle)} ${key.slice(middle)}`,
      `\${${KEY}:0:${middle}} \${${KEY}:${middle}}`,
    ],
    ['a list that ends with the key', `x, ${key}`, `x, \${${KEY}}`],
    ['a list that starts with the key', `${key}, x`, `\${${KEY}}, x`],
    ...WILD.map((value): [string, string, string] => [`"${value}" as the key`, value, value]),
    ['as many underscores as the key is long', '_'.repeat(key.length), '_'.repeat(key.length)],
  ];
  return rows
    .map(([name, value, shell]) => ({ name, value, shell }))
    .filter(({ value }) => value !== key && value !== '');
}

/** What is no key at all and yet stands for one in careless code. */
const WILD = ['%', '*', '.*', "' OR '1'='1", 'null', 'undefined', 'true', '0', '{}'];

/** Gives a made-up key of the same length and alphabet. */
export function madeUpKey(key: string): WrongKey {
  const value = [...key].map((character, index) => other(character, index + 5)).join('');
  return { name: 'a made-up key of the same length', value, shell: value };
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

function other(character: string, step = 7): string {
  const at = Math.max(0, ALPHABET.indexOf(character));
  const shifted = ALPHABET.charAt((at + 1 + (step % (ALPHABET.length - 1))) % ALPHABET.length);
  return shifted.toLowerCase() === character.toLowerCase() ? ALPHABET.charAt((at + 2) % 26) : shifted;
}

function swapCase(text: string): string {
  return [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');
}

function encodeFirst(key: string): string {
  return `%${key.charCodeAt(0).toString(16)}${key.slice(1)}`;
}
