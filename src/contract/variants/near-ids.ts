import type { Random } from '../../shared/random.ts';
import { changing, editsOf, exchanging, type Family, inserting, once } from './edits.ts';
import type { Variant } from './id-variants.ts';

const SEPARATORS = ['.', '-', '_'];

const isSeparator = (character: string) => SEPARATORS.includes(character);

/** Letters of other scripts that look the same: the Cyrillic ones of every table of look-alikes, and others. */
const CYRILLIC = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', A: 'А', E: 'Е', O: 'О' };
const MORE_CYRILLIC = { i: 'і', s: 'ѕ', j: 'ј', h: 'һ' };
const GREEK = { o: 'ο', v: 'ν', A: 'Α', B: 'Β', E: 'Ε', O: 'Ο' };

const isBeforeAt = (text: string) => (before: string) => text.includes('@') && !before.includes('@');

/** Escapes in HTML and in string literals; a parser of one form also parses the related one. */
const ESCAPES: readonly [name: string, write: (code: number) => string][] = [
  ['as an HTML entity', (code) => `&#${code};`],
  ['as \\u and four digits', (code) => `\\u${code.toString(16).padStart(4, '0')}`],
];
const MORE_ESCAPES: typeof ESCAPES = [
  ['as an HTML entity in hex', (code) => `&#x${code.toString(16)};`],
  ['as \\x and two digits', (code) => `\\x${code.toString(16).padStart(2, '0')}`],
];

/** Non-ASCII characters that become an ASCII letter in the other case, with that letter. */
const FOLDS: readonly [fold: string, plain: string][] = [
  ['\u212a', 'k'],
  ['\u017f', 's'],
  ['\u0131', 'i'],
];
/** The same, but a single letter becomes two characters. */
const LONGER_FOLD = '\u0130';

/** Small changes that make another ID, but that some servers undo. */
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

/** Replaces a character with its escape; for all places, the first symbol, such as the @, which people escape first. */
function escaping(name: string, write: (code: number) => string): Family {
  const change = (c: string) => write(c.codePointAt(0) ?? 0);
  const { atEach } = changing(name, change);
  return { name: `with a character ${name}`, atEach, everywhere: (text) => text.replace(/[^a-z0-9]/iu, change) };
}

/** Proxies refuse such IDs, and servers that decode a path before they route it redirect those with slashes. */
const ODD = /[<>\\'"/]/;

/** IDs that are one small change away, for servers that normalise text too eagerly. */
export function nearIds(id: string, random: Random, isDeep: boolean): Variant[] {
  return editsOf(id, familiesOf(id), random, isDeep)
    .filter(({ text }) => text !== '' && text !== '.' && text !== '..')
    .map(({ name, text }) => ({ name, segment: encodeURIComponent(text), isOdd: ODD.test(text) }));
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The default UUID in languages that have a type for it. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** Nobody's ID, but the result of common bugs. */
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

/** More of them, which are less common. */
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

/** Words of ordinary prose that are also words of SQL and HTML. */
const PROSE: readonly (readonly string[])[] = [
  ['select committee', 'the select few', 'select and drop'],
  ['having met the union', 'union square', 'having it all'],
  ['script for a play', 'the script of a film', 'post script'],
  ['from here to where', 'where from', 'from table to table'],
  ['cast and crew', 'sleep well, execute later', 'declare a winner -- or not'],
  ['order by phone', 'drop in or out', 'update and delete'],
];

/** IDs in harmless prose: one of each kind if `isDeep`, otherwise one with words of several kinds. */
export function proseIds(random: Random, isDeep: boolean): string[] {
  const [select = '', ...others] = PROSE.map((kind) => random.pick(kind));
  // firewalls rightly look for select and from in one text
  return isDeep ? [select, ...others] : [select, others.slice(0, 4).join(', ')];
}
