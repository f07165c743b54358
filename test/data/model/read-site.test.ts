import { expect, test } from 'vitest';
import { readSite } from '../../../src/data/model/read-site.ts';
import { SHOP } from '../../../src/data/model/shop/shop.ts';
import { createMock, OptionError } from '../../../src/index.ts';

const bank = (more: object) => ({ host: 'bank.example.com', pages: ['/', '/accounts/{id}/'], ...more });

test('the shop is a model like any other', () => {
  expect(readSite(JSON.parse(JSON.stringify(SHOP)))).toEqual(SHOP);
});

test.each<[string, object, string]>([
  ['no host', { host: undefined }, 'host: expected text, received nothing'],
  ['an address for a host', { host: 'https://bank.example.com/' }, 'host: expected a host in lower case'],
  ['a path without a slash', { pages: ['accounts'] }, 'pages[0]: expected'],
  ['a field that there is not', { page: [] }, 'there is no field "page" (did you mean "pages"?)'],
  ['a page given twice', { pages: ['/', '/'] }, 'pages[1]: expected each path once, received "/"'],
  ['a brace left open', { pages: ['/{id'] }, 'pages[0]: expected parameters as in /accounts/{id}/'],
  [
    'a link to nowhere',
    { menu: [{ to: '/a/' }] },
    'menu[0].to: expected one of the pages (/, /accounts/{id}/), received "/a/"',
  ],
  [
    'a click that leads nowhere',
    { pages: [{ path: '/', clicks: [{ label: 'Go', to: '/x' }] }] },
    'pages[0].clicks[0].to: expected one of the pages (/), received "/x"',
  ],
  ['an entry that is no page', { entries: [{ page: '/x' }] }, 'entries[0].page: expected one of the pages'],
  [
    'a source that there is not',
    { visitors: [{ name: 'a', sources: { radio: 1 } }] },
    'visitors[0].sources.radio: expected one of the sources (direct, search, newsletter, link), received 1',
  ],
  [
    'a trip that there is not',
    { visitors: [{ name: 'a', trips: { fly: 1 } }] },
    'visitors[0].trips.fly: expected one of the trips ()',
  ],
  [
    'a step to nowhere',
    { trips: { a: { steps: [{ steps: [{ go: '/x' }] }] } } },
    'trips.a.steps[0].steps[0].go: expected one of the pages',
  ],
  [
    'a step of two minds',
    { trips: { a: { steps: [{ go: '/', play: true }] } } },
    'trips.a.steps[0]: expected one of go, wander, play',
  ],
])('%s is refused with its place, what was expected and what came', (_, more, message) => {
  expect(() => createMock({ site: bank(more) as never })).toThrow(OptionError);
  expect(() => createMock({ site: bank(more) as never })).toThrow(message);
});

test('what faker cannot generate is reported with the first user', async () => {
  const mock = createMock({ site: bank({ parameters: { id: { title: '{{no.such}}' } } }) as never });
  await expect(mock.users(2)).rejects.toThrow('faker cannot generate a text from "{{no.such}}"');
});
