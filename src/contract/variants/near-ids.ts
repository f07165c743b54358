import type { Random } from '../../shared/random.ts';
import { changing, editsOf, exchanging, type Family, inserting, once } from './edits.ts';
import type { Variant } from './id-variants.ts';

const SEPARATORS = ['.', '-', '_'];

const isSeparator = (character: string) => SEPARATORS.includes(character);

/** Letters of other scripts that look the same: those of Cyrillic that every table of look-alikes has, and others. */
const CYRILLIC = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', A: 'А', E: 'Е', O: 'О' };
const MORE_CYRILLIC = { i: 'і', s: 'ѕ', j: 'ј', h: 'һ' };
const GREEK = { o: 'ο', v: 'ν', A: 'Α', B: 'Β', E: 'Ε', O: 'Ο' };

const isBeforeAt = (text: string) => (before: string) => text.includes('@') && !before.includes('@');

/** What stands for a character in HTML and in string literals; whoever reads one form reads its relative too. */
const ESCAPES: readonly [name: string, write: (code: number) => string][] = [
  ['as an HTML entity', (code) => `&#${code};`],
  ['as \\u and four digits', (code) => `\\u${code.toString(16).padStart(4, '0')}`],
];
const MORE_ESCAPES: typeof ESCAPES = [
  ['as an HTML entity in hex', (code) => `&#x${code.toString(16)};`],
  ['as \\x and two digits', (code) => `\\x${code.toString(16).padStart(2, '0')}`],
];

/** Characters beyond ASCII that become a letter of ASCII in the other case, and that letter. */
const FOLDS: readonly [fold: string, plain: string][] = [
  ['\u212a', 'k'],
  ['\u017f', 's'],
  ['\u0131', 'i'],
];
/** The same, where a single letter becomes two characters. */
const LONGER_FOLD = '\u0130';

/** Small changes to an ID after which it is another one, of a kind that careless code takes back. */
function familiesOf(id: string): Family[] {
  return [
    ...SEPARATORS.map((other) =>
      changing(`with "${other}" where another separator was`, (c) => (isSeparator(c) ? other : c)),
    ),
    changing('without a separator', (c) => (isSeparator(c) ? '' : c)),
    exchanging('with 0 where an o was', { o: '0', O: '0' }),
    exchanging('with an o where 0 was', { 0: 'o' }),
    exchanging('with 1 where an l or i was', { l: '1', I: '1', i: '1' }),
    exchanging('with an l where 1 was', { 1: 'l' }),
    exchanging('with letters of Cyrillic that look the same', CYRILLIC),
    seldom(exchanging('with seldom letters of Cyrillic that look the same', MORE_CYRILLIC)),
    seldom(exchanging('with letters of Greek that look the same', GREEK)),
    changing('with accents', (c) => (/[aeiouy]/i.test(c) ? `${c}\u0301`.normalize('NFC') : c)),
    ...FOLDS.map(([fold, plain]) => folding(fold, plain)),
    seldom(folding(LONGER_FOLD, 'i')),
    ...ESCAPES.map(([name, write]) => escaping(name, write)),
    ...MORE_ESCAPES.map(([name, write]) => seldom(escaping(name, write))),
    inserting('with a tag of HTML in it', '<b></b>'),
    inserting('with a soft hyphen in it', '\u00ad'),
    inserting('with a dot more before the @', '.', (before) => isBeforeAt(id)(before) && !before.endsWith('.')),
    once('with a plus tag', (text) => text.replace('@', '+tag@')),
    once('with a comment of mail', (text) => text.replace('@', '(x)@')),
    once('behind mailto:', (text) => `mailto:${text}`),
    ...['acct:', 'user:', 'id=', 'https://'].map((scheme) => seldom(once(`behind ${scheme}`, (text) => scheme + text))),
    seldom(inserting('with a direction mark in it', '\u200e')),
    seldom(exchanging('with a full stop of another script', { '.': '\u3002' })),
    seldom(doubling('with a separator doubled', isSeparator)),
    seldom(once('in Base64', toBase64)),
    seldom(once('as JSON', (text) => JSON.stringify([text]))),
    once('in angle brackets', (text) => `<${text}>`),
  ];
}

function seldom(family: Family): Family {
  return { ...family, isSeldom: true };
}

function doubling(name: string, isDoubled: (character: string) => boolean): Family {
  return changing(name, (c) => (isDoubled(c) ? c + c : c));
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function folding(fold: string, plain: string): Family {
  return changing(`with a character that folds to ${plain} (${nameOf(fold)})`, (c) =>
    c.toLowerCase() === plain ? fold : c,
  );
}

/** Writes one character after another as an escape; the sign that people escape first, such as the @, stands for all. */
function escaping(name: string, write: (code: number) => string): Family {
  const change = (c: string) => write(c.codePointAt(0) ?? 0);
  const { atEach } = changing(name, change);
  return { name: `with a character ${name}`, atEach, everywhere: (text) => text.replace(/[^a-z0-9]/iu, change) };
}

/** Gives IDs of which each is one small change away, for whoever reads text in a helpful way. */
export function nearIds(id: string, random: Random, isDeep: boolean): Variant[] {
  return editsOf(id, familiesOf(id), random, isDeep)
    .filter(({ text }) => text !== '' && text !== '.' && text !== '..')
    .map(({ name, text }) => ({ name, segment: encodeURIComponent(text), isOdd: /[<>\\'"]/.test(text) }));
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What languages with a type for UUIDs have where none was set. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** What is nobody's ID, and yet comes out of careless code as one. */
export const NOBODIES: readonly Variant[] = [
  'null',
  'undefined',
  'None',
  'NaN',
  'me',
  'all',
  'anonymous',
  '-1',
  '[object Object]',
  'true',
  ' ',
  NIL_UUID,
].map((text) => ({ name: `"${text}"`, segment: encodeURIComponent(text) }));

/** More of them, which few values become. */
export const MORE_NOBODIES: readonly Variant[] = [
  'false',
  'nil',
  '<nil>',
  '-',
  '[]',
  '""',
  '(none)',
  'N/A',
  'unknown',
  ':userId',
  '{userId}',
].map((text) => ({ name: `"${text}"`, segment: encodeURIComponent(text), isOdd: /[<"]/.test(text) }));

/** Words of everyday prose that are words of SQL and HTML too. */
const PROSE: readonly (readonly string[])[] = [
  ['select committee', 'the select few', 'select and drop'],
  ['having met the union', 'union square', 'having it all'],
  ['script for a play', 'the script of a film', 'post script'],
  ['from here to where', 'where from', 'from table to table'],
  ['cast and crew', 'sleep well, execute later', 'declare a winner -- or not'],
  ['order by phone', 'drop in or out', 'update and delete'],
];

/** Gives IDs in harmless prose: one of each kind where `isDeep`, else one with words of several kinds. */
export function proseIds(random: Random, isDeep: boolean): string[] {
  const [select = '', ...others] = PROSE.map((kind) => random.pick(kind));
  // select and from in one ID would be what firewalls look for with reason
  return isDeep ? [select, ...others] : [select, others.slice(0, 4).join(', ')];
}
