import fc from 'fast-check';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { anyCharacter } from '../support/any-character.ts';
import { visible } from './texts.ts';

const ODD_SEGMENTS = [
  ...['%', '%%', '%2', '%zz', '%C3%28', '%C3', '%ED%A0%80', '%F0%9F%92%A9', '%00', '%0d%0a', '%2F', '%252F', '%2e%2e'],
  ...['..', '.', '', '~', '*', ';a=b', '__proto__', 'constructor', 'undefined', 'null', '-1', '0', '1e999', '\\', '//'],
];
const segments = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_SEGMENTS) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: anyCharacter, maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
  },
  { weight: 1, arbitrary: fc.integer({ min: 250, max: 800 }).map((length) => 'x'.repeat(length)) },
  { weight: 1, arbitrary: fc.emailAddress().map(encodeURIComponent) },
  { weight: 1, arbitrary: visible(20).map((text) => text.replace(/[?#]/g, '')) },
);
const projects = fc.oneof({ weight: 4, arbitrary: fc.constant(DOCUMENTED_PROJECT_KEY) }, segments);
const users = fc.oneof({ weight: 2, arbitrary: fc.constant(DOCUMENTED_USER_ID) }, fc.constant('ada'), segments);

const NUMBERS = [
  ...[
    '0',
    '-0',
    '-1',
    '1',
    '1623440905732',
    '1767225600000',
    '8640000000000000',
    '8640000000000001',
    '9007199254740993',
  ],
  ...[
    '99999999999999999999999999',
    '-99999999999999999999',
    '1e3',
    '1e999',
    '0x10',
    '1.5',
    'NaN',
    'Infinity',
    '+1',
    '٣',
  ],
  ...['', '%20', '01', '1_000', '%00', '%', '1623440905732%20', 'null', 'true', '[]', '1,2'],
].map((text) => text.replace(/[^\x21-\x7e]/g, encodeURIComponent));
const names = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('start_date', 'end_date') },
  fc.constantFrom(
    'START_DATE',
    'start%5Fdate',
    'start_date[]',
    'end_date%00',
    '__proto__',
    'limit',
    'key',
    '',
    '=',
    '%',
  ),
);
const parameters = fc.tuple(names, fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NUMBERS) }, segments));
/** Queries, with their question mark, of dates and of other values. */
export const queries = fc
  .tuple(fc.array(parameters, { maxLength: 4 }), fc.constantFrom('&', '&', '&&', ';', '?'))
  .map(([pairs, joint]) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join(joint)}`));

/** Targets of the API, good and bad. */
export const apiTargets = fc
  .tuple(projects, users, queries)
  .map(([project, user, query]) => `/api/app/${project}/users/${user}/sessions${query}`);
/** Targets of nothing, or in a form that few clients send. */
export const oddTargets = fc.oneof(
  fc.constantFrom(
    '/',
    '*',
    '/api',
    '/api/app',
    '//',
    '/?',
    '/%',
    '/__kit',
    '/__kitchen',
    '/.',
    '/api/app/a/users/b/sessions/',
  ),
  fc.constantFrom(
    '/studio/',
    '/studio/..%2f..%2fpackage.json',
    '/studio/../package.json',
    '/studio/%00',
    '/studio/index.html',
  ),
  fc
    .tuple(fc.constantFrom('http://h', 'HTTPS://u@h:1', 'http://[::1]:80', 'http://', 'ftp://h', 'h:80'), apiTargets)
    .map((parts) => parts.join('')),
  visible(40).map((text) => `/${text}`),
  fc.tuple(apiTargets, visible(10)).map((parts) => parts.join('#')),
  visible(20).filter((text) => text !== ''),
);
