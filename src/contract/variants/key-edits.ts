import { madeUpKey, type WrongKey } from './key-variants.ts';

const KEY = 'OPENREPLAY_API_KEY';

/** A replacement of characters that `tr` can do too, so that a command can contain it without revealing the key. */
interface Exchange {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const EXCHANGES: readonly Exchange[] = [
  { name: 'with 0 and O exchanged', from: '0O', to: 'O0' },
  { name: 'with 1, l and I exchanged', from: '1lI', to: 'lI1' },
  { name: 'with dashes and underscores exchanged', from: '_-', to: '-_' },
  { name: 'with - and _ as + and /', from: '_-', to: '/+' },
];

const VOWELS = 'aeiouAEIOU';
const ACCENTED = 'áéíóúÁÉÍÓÚ';

/**
 * Keys that are one small change away from the right one: characters that people or codings confuse, separators,
 * accents, and letter case at one place. None equals the key.
 *
 * @param isDeep - whether to change the letter case at each place, and not only at the first letter.
 */
export function keyEdits(key: string, isDeep: boolean): WrongKey[] {
  const middle = Math.floor(key.length / 2);
  const edits: WrongKey[] = [
    ...EXCHANGES.map(({ name, from, to }) => ({
      name: `the key ${name}`,
      value: exchange(key, from, to),
      shell: `$(tr -- '${from}' '${to}' <<<"$${KEY}")`,
    })),
    { name: 'the key without dashes and underscores', value: key.replace(/[-_]/g, ''), shell: `\${${KEY}//[-_]/}` },
    {
      name: 'the key with a dash inside',
      value: `${key.slice(0, middle)}-${key.slice(middle)}`,
      shell: `\${${KEY}:0:${middle}}-\${${KEY}:${middle}}`,
    },
    {
      name: 'the key with accents on its vowels, in Latin-1',
      value: exchange(key, VOWELS, ACCENTED),
      shell: `$(sed 'y/${VOWELS}/${ACCENTED}/' <<<"$${KEY}" | iconv -t latin1)`,
    },
    ...lettersOf(key, isDeep).map(({ 0: character, index }) => ({
      name: `the key with character ${index + 1} in the other case`,
      value: key.slice(0, index) + otherCase(character) + key.slice(index + 1),
      shell: `\${${KEY}:0:${index}}$(tr a-zA-Z A-Za-z <<<"\${${KEY}:${index}:1}")\${${KEY}:${index + 1}}`,
    })),
  ];
  return edits.filter(({ value }) => value !== key && value !== '');
}

/** An unsigned token (RFC 7519, 6.1), which gives its owner every right if nobody looks at the signature. */
const UNSIGNED_TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwicm9sZSI6ImFkbWluIn0.';

/**
 * Made-up credentials of common schemes, unrelated to the key, and a scheme alone, as clients without a token send it. A
 * server has to parse them safely, and must not take the form of a token for its validity.
 */
export function foreignSchemes(key: string): WrongKey[] {
  const tokens = ['', ` ${madeUpKey(key).value}`, ` ${UNSIGNED_TOKEN}`];
  return [...tokens.map((token) => `Bearer${token}`), 'Basic bWFkZS11cA=='].map((value) => ({
    name: `"${value}"`,
    value,
    shell: value,
    isWholeHeader: true,
  }));
}

/** The letters of a key and their places: the first one, or all. */
function lettersOf(key: string, isDeep: boolean): RegExpExecArray[] {
  return [...key.matchAll(/[a-z]/gi)].slice(0, isDeep ? key.length : 1);
}

function exchange(text: string, from: string, to: string): string {
  return [...text].map((character) => to[from.indexOf(character)] ?? character).join('');
}

function otherCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
