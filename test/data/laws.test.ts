import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { SessionEvent } from '../../src/api/session-event.ts';
import { loadPopulation } from '../../src/data/population.ts';
import { breachesOfEvent } from './event-laws.ts';
import { breachesOfHistory } from './session-laws.ts';
import { loadSite, locales, MILLION, NOW, nows, PROJECT, SHOP_KINDS, seeds } from './subjects.ts';

/** Before, visits may fall into the time when session IDs had fewer digits, which is left out. */
const EVERYONE_HAS_EVENTS = Date.UTC(2020, 2);

test('every made-up event obeys the reference, in more than 100,000 of them', async () => {
  let seen = 0;
  const world = fc.record({ seed: seeds, now: nows, inputEvents: fc.boolean(), locale: locales });
  const projects = fc.constantFrom(PROJECT, 'other', 'SecondProject9876543');
  const law = fc.asyncProperty(world, projects, fc.nat(999_974), async (options, projectKey, first) => {
    const { seed, now, inputEvents, locale } = options;
    const population = await loadPopulation({ ...MILLION, ...options });
    const site = await loadSite(seed, projectKey, locale);
    // as many as hold every kind
    for (let index = first; index < first + 25; index++) {
      const userId = population.userIdAt(projectKey, index);
      const events = population.events(projectKey, userId);
      const { singlePage } = SHOP_KINDS.at(seed, projectKey, index);
      seen += events.length;
      if (now > EVERYONE_HAS_EVENTS) expect(events.length).toBeGreaterThan(0);
      expect(events.flatMap(breachesOfEvent)).toEqual([]);
      expect(breachesOfHistory(events, { site, now, app: singlePage })).toEqual([]);
      if (!inputEvents) expect(events.filter(({ type }) => type === 'INPUT')).toEqual([]);
    }
  });
  await fc.assert(law, { numRuns: 45 });
  expect(seen).toBeGreaterThan(100_000);
});

test('the documented events obey the laws of a single event', () => {
  expect(DOCUMENTED_EVENTS.flatMap(breachesOfEvent)).toEqual([]);
});

test.each<[string, (event: SessionEvent) => object]>([
  ['a key too many', () => ({ extra: 1 })],
  ['a short session ID', () => ({ sessionId: 12 })],
  ['a fraction of a millisecond', ({ timestamp }) => ({ timestamp: timestamp + 0.5 })],
  ['another url', () => ({ url: '/elsewhere/' })],
  ['a time to first byte', () => ({ ttfb: 5 })],
  ['a load before its response', () => ({ responseEnd: 29_000 })],
  ['a paint after the content', () => ({ firstPaintTime: 29_000 })],
  ['a time on its own', () => ({ loadTime: null })],
  ['a path with a blank', () => ({ path: '/a b/', basePath: '/a b/', value: '/a b/', url: '/a b/' })],
  [
    'a path that a browser spells otherwise',
    () => ({ path: '/a/../', basePath: '/a/../', value: '/a/../', url: '/a/../' }),
  ],
  ['a text with a blank at its end', () => ({ host: 'testsite.openreplay.com ' })],
  ['a referrer that is no URL', () => ({ referrer: 'somewhere', baseReferrer: 'somewhere' })],
])('the laws of a single event notice %s', (_, change) => {
  const event = DOCUMENTED_EVENTS[2] as SessionEvent;
  expect(breachesOfEvent({ ...event, ...change(event) } as SessionEvent)).not.toEqual([]);
});

test('the laws of a history notice what is dropped, swapped or moved', async () => {
  const site = await loadSite(1, PROJECT);
  const population = await loadPopulation(MILLION);
  const users = Array.from({ length: 40 }, (_, index) => population.userIdAt(PROJECT, index));
  const buyer = users.findLast((userId) => population.kindOf(PROJECT, userId) === 'power') ?? '';
  const events = population.events(PROJECT, buyer);
  const click = events.findIndex(({ type }, i) => type === 'CLICK' && events[i + 1]?.type === 'LOCATION');
  const breaches = (changed: readonly SessionEvent[], now = NOW) => breachesOfHistory(changed, { site, now });
  expect(breaches(events)).toEqual([]);
  expect(breaches(events.toSpliced(0, 1))).not.toEqual([]);
  expect(breaches(events.toSpliced(click + 1, 1))).not.toEqual([]);
  expect(breaches(events.toReversed())).not.toEqual([]);
  expect(breaches(events, (events.at(-1)?.timestamp ?? 0) - 1)).not.toEqual([]);
  expect(breaches(events.map((event) => ({ ...event, timestamp: event.timestamp + 5000 })))).not.toEqual([]);
  expect(breaches(events.map((event) => ('label' in event ? { ...event, label: 'Nowhere' } : event)))).not.toEqual([]);
  const filled = (event: SessionEvent) => event.type === 'CLICK' && /^(Add to cart|Order again)$/.test(event.label);
  const away = (event: SessionEvent) => event.type === 'LOCATION' && event.path === '/my-account/orders/';
  expect(breaches(events.filter((event) => !filled(event) && !away(event)))).not.toEqual([]);
});
