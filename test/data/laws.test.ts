import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPopulation } from '../../src/data/population.ts';
import { DOCUMENTED_EVENTS } from '../../src/schema/documented.ts';
import type { SessionEvent } from '../../src/schema/session-event.ts';
import { breachesOfEvent } from './event-laws.ts';
import { breachesOfHistory } from './session-laws.ts';
import { loadSite, MILLION, NOW, nows, PROJECT, seeds } from './subjects.ts';

/** Before, visits may fall into the time when session IDs had fewer digits, which is left out. */
const EVERYONE_HAS_EVENTS = Date.UTC(2020, 2);

test('every made-up event obeys the reference', { timeout: 60_000 }, async () => {
  let seen = 0;
  const law = fc.asyncProperty(seeds, nows, fc.boolean(), fc.nat(999_980), async (seed, now, inputEvents, first) => {
    const population = await loadPopulation({ ...MILLION, seed, now, inputEvents });
    const site = await loadSite(seed, PROJECT);
    for (let index = first; index < first + 20; index++) {
      const events = population.events(PROJECT, population.userIdAt(PROJECT, index));
      seen += events.length;
      if (now > EVERYONE_HAS_EVENTS) expect(events.length).toBeGreaterThan(0);
      expect(events.flatMap(breachesOfEvent)).toEqual([]);
      expect(breachesOfHistory(events, site, now)).toEqual([]);
      if (!inputEvents) expect(events.filter(({ type }) => type === 'INPUT')).toEqual([]);
    }
  });
  await fc.assert(law, { numRuns: 40 });
  expect(seen).toBeGreaterThan(20_000);
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
])('the laws of a single event notice %s', (_, change) => {
  const event = DOCUMENTED_EVENTS[2] as SessionEvent;
  expect(breachesOfEvent({ ...event, ...change(event) } as SessionEvent)).not.toEqual([]);
});

test('the laws of a history notice what is dropped, swapped or moved', async () => {
  const site = await loadSite(1, PROJECT);
  const population = await loadPopulation(MILLION);
  const histories = Array.from({ length: 40 }, (_, i) => population.events(PROJECT, population.userIdAt(PROJECT, i)));
  const events = histories.find((history) => history.length > 20) ?? [];
  const click = events.findIndex(({ type }, i) => type === 'CLICK' && events[i + 1]?.type === 'LOCATION');
  const breaches = (changed: readonly SessionEvent[], now = NOW) => breachesOfHistory(changed, site, now);
  expect(breaches(events)).toEqual([]);
  expect(breaches(events.toSpliced(0, 1))).not.toEqual([]);
  expect(breaches(events.toSpliced(click + 1, 1))).not.toEqual([]);
  expect(breaches(events.toReversed())).not.toEqual([]);
  expect(breaches(events, (events.at(-1)?.timestamp ?? 0) - 1)).not.toEqual([]);
  expect(breaches(events.map((event) => ('label' in event ? { ...event, label: 'Nowhere' } : event)))).not.toEqual([]);
});
