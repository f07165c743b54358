import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCALES } from '../../../src/data/model/locales.ts';
import type { SiteInput } from '../../../src/data/model/site-schema.ts';
import { loadPopulation } from '../../../src/data/population.ts';
import { createMock } from '../../../src/index.ts';
import { breachesOfEvent } from '../event-laws.ts';
import { breachesOfHistory, bySession } from '../session-laws.ts';
import { loadSite, locales, MILLION, NOW, PROJECT } from '../subjects.ts';

const BANK: SiteInput = {
  host: 'bank.example.com',
  pages: ['/', '/login/', '/accounts/', '/accounts/{id}/', '/accounts/{id}/statements/', '/transfer/', '/help/'],
};

/** All events of some users, by user. */
async function people(site: SiteInput, options: object = {}, count = 50) {
  const population = await loadPopulation({ ...MILLION, ...options, site });
  const users = Array.from({ length: count }, (_, index) => population.userIdAt(PROJECT, index));
  return users.map((userId) => population.events(PROJECT, userId));
}

const pathsOf = (events: readonly object[]) => events.flatMap((event) => ('path' in event ? [String(event.path)] : []));

const segment = fc.constantFrom(
  'accounts',
  'login',
  'blog',
  'help',
  'new',
  '{id}',
  '{slug}',
  '{city}',
  'settings',
  'über',
);
const path = fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
const models = fc.uniqueArray(fc.oneof(path, fc.constant('/find?q={q}')), { minLength: 1, maxLength: 9 });

test('a host and any paths give people who obey the laws of a walk, in every language', async () => {
  const law = fc.asyncProperty(models, locales, fc.boolean(), async (pages, locale, inputEvents) => {
    const site = { host: 'site.example.org', pages };
    const walked = await loadSite(1, PROJECT, locale, site);
    for (const events of await people(site, { locale, inputEvents }, 12)) {
      expect(events.length).toBeGreaterThan(0);
      expect(events.flatMap(breachesOfEvent)).toEqual([]);
      expect(breachesOfHistory(events, { site: walked, now: NOW })).toEqual([]);
    }
  });
  await fc.assert(law, { numRuns: 20 });
});

test('people of a bank log in before they see an account, and see only their own', async () => {
  for (const events of await people(BANK)) {
    const accounts = new Set(pathsOf(events).flatMap((path) => /^\/accounts\/\d+\//.exec(path) ?? []));
    expect(accounts.size).toBeLessThan(3);
  }
  const loggedOut = (await people({ ...BANK, visitors: [{ name: 'new', seeks: ['/accounts/{id}/'] }] })).flatMap(
    bySession,
  );
  const inside = loggedOut.filter((session) => pathsOf(session).some((path) => path.startsWith('/accounts/')));
  expect(inside.length).toBeGreaterThan(30);
  for (const session of inside) {
    const paths = pathsOf(session);
    expect(paths.indexOf('/login/')).toBeGreaterThanOrEqual(0);
    expect(paths.indexOf('/login/')).toBeLessThan(paths.findIndex((path) => path.startsWith('/accounts/')));
  }
});

test.each(LOCALES)('what the kit says on a site is in the language of its people: %s', async (locale) => {
  const events = (await people(BANK, { locale })).flat();
  const labels = new Set(events.flatMap((event) => (event.type === 'CLICK' ? [event.label] : [])));
  const home = { en: 'Home', de: 'Startseite', fr: 'Accueil', es: 'Inicio', pt_BR: 'Início', ja: 'ホーム' }[locale];
  expect(labels).toContain(home);
  for (const label of labels) expect(label).not.toMatch(/[{}]/);
});

test('a model says what it wants to, and the rest is made up', async () => {
  const site: SiteInput = {
    host: 'app.example.com',
    singlePage: true,
    speed: 'slow',
    pages: [
      { path: '/', clicks: [{ label: '{greeting}', to: '/rooms/{room}', weight: 3 }, { label: 'Wave' }] },
      { path: '/rooms/{room}', title: 'Room {room}', clicks: [{ label: 'Out', to: '/' }] },
    ],
    menu: [],
    parameters: { room: { pattern: '[A-C][0-9]', count: 5 } },
    words: { en: { greeting: 'Come in' }, de: { greeting: 'Herein' } },
    sources: [{ name: 'mail', referrers: [{ url: 'https://mail.example.com/' }] }],
    visitors: [{ name: 'guest', sessions: [2, 3], seeks: ['/rooms/{room}'] }],
  };
  const events = (await people(site, { locale: 'de' })).flat();
  const labels = new Set(events.flatMap((event) => (event.type === 'CLICK' ? [event.label] : [])));
  expect(labels).toEqual(new Set(['Herein', 'Wave', 'Out']));
  expect(new Set(pathsOf(events)).size).toBeLessThan(7);
  for (const session of bySession(events)) {
    const [first, ...others] = session.filter((event) => event.type === 'LOCATION');
    expect(first).toMatchObject({ host: 'app.example.com', referrer: 'https://mail.example.com/' });
    // only the first page is loaded
    expect(others.filter(({ loadTime }) => loadTime !== null)).toEqual([]);
  }
});

test('a step of each kind does what it says', async () => {
  const site: SiteInput = {
    host: 'form.example.com',
    pages: [
      { path: '/', clicks: [{ label: 'Begin', to: '/form' }] },
      {
        path: '/form',
        fields: [{ label: 'Colour', values: 'blue' }],
        clicks: [
          { label: 'Tick', sets: ['ticked'] },
          { label: 'Send', to: '/done', needs: ['formFilled', 'ticked'] },
        ],
      },
      { path: '/done', clicks: [{ label: 'Again', to: '/form' }] },
    ],
    menu: [],
    hits: 1,
    entries: [{ page: '/' }],
    trips: {
      send: {
        steps: [{ go: '/form' }, { click: 'Tick' }, { submit: true }, { chance: 0, play: true }, { click: 'Again' }],
      },
    },
    visitors: [{ name: 'sender', trips: { send: 1 } }],
  };
  const [first = []] = bySession((await people(site, { inputEvents: true }, 1)).flat());
  expect(first.map((event) => ('path' in event ? event.path : event.label))).toEqual([
    '/',
    'Begin',
    '/form',
    'Tick',
    'Colour',
    'Send',
    '/done',
    'Again',
    '/form',
  ]);
});

test('a recorded page without a host is one of the site', async () => {
  const mock = createMock({ site: BANK });
  const [event] = await mock.record({ userId: 'ada', events: [{ type: 'LOCATION', path: '/accounts/' }] });
  expect(event).toMatchObject({ host: 'bank.example.com' });
});
