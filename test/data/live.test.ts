import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS, DOCUMENTED_USER_ID } from '../../src/api/documented/events.ts';
import type { SessionEvent } from '../../src/api/session-event.ts';
import { drawClockSkew } from '../../src/data/clock-skew.ts';
import { sureVisitOf } from '../../src/data/last-visit.ts';
import { type Locale, UTC_OFFSET_HOURS } from '../../src/data/model/locales.ts';
import { SHOP } from '../../src/data/model/shop/shop.ts';
import { World, type WorldOptions } from '../../src/data/world.ts';
import { breachesOfEvent } from './event-laws.ts';
import { breachesOfHistory, bySession } from './session-laws.ts';
import { loadSite, locales, MILLION, NOW, PROJECT, seeds } from './subjects.ts';

const HOUR = 3_600_000;
const USERS = 25;

/** A live world and the hands of its clock. */
function liveWorld(options: Partial<WorldOptions> = {}) {
  const { now = NOW } = options;
  let time = now;
  const world = new World({ ...MILLION, users: USERS, live: true, ...options, time: () => time });
  const set = (since: number): void => {
    time = now + since;
  };
  return { world, set };
}

async function readAll(world: World) {
  const userIds = await world.users(PROJECT, USERS + 1);
  return Promise.all(userIds.map(async (userId) => world.events(PROJECT, userId)));
}

const steps = fc.array(fc.integer({ min: 1, max: 5 * HOUR }), { minLength: 1, maxLength: 12 });

describe('live visits', () => {
  test('are the same whatever steps the clock takes, back and forth', async () => {
    const law = fc.asyncProperty(seeds, locales, steps, fc.boolean(), async (seed, locale, taken, clockSkew) => {
      const viewOf = () => ({ history: 'whole', inputEvents: true, clockSkew }) as const;
      const one = liveWorld({ seed, locale, viewOf });
      const other = liveWorld({ seed, locale, viewOf });
      const end = taken.reduce((sum, step) => sum + step, 0);
      let since = 0;
      for (const step of taken) {
        since += step;
        one.set(since);
        await readAll(one.world);
      }
      other.set(end);
      const expected = await readAll(other.world);
      expect(await readAll(one.world)).toEqual(expected);
      one.set(end * 2);
      await readAll(one.world);
      one.set(end);
      expect(await readAll(one.world)).toEqual(expected);
    });
    await fc.assert(law, { numRuns: 8 });
  });

  test('appear when the clock reaches them, and obey all laws at any time', async () => {
    const law = fc.asyncProperty(seeds, fc.nat(40 * HOUR), fc.boolean(), async (seed, since, clockSkew) => {
      const viewOf = () => ({ history: 'whole', inputEvents: true, clockSkew }) as const;
      const { world, set } = liveWorld({ seed, viewOf });
      const site = await loadSite(seed, PROJECT);
      set(since);
      for (const userId of (await world.users(PROJECT, USERS + 1)).slice(1)) {
        const events = await world.events(PROJECT, userId);
        const app = (await world.kindOf(PROJECT, userId)) === 'single-page';
        const skewMs = clockSkew ? drawClockSkew(seed, PROJECT, userId) : 0;
        const judging = { site, now: NOW + since, app, isUnderWay: true, skewMs };
        expect(breachesOfHistory(events, judging)).toEqual([]);
        expect(events.filter(({ timestamp }) => timestamp - skewMs > NOW).flatMap(breachesOfEvent)).toEqual([]);
      }
    });
    await fc.assert(law, { numRuns: 6 });
  });

  test('add to what was there before', async () => {
    const { world, set } = liveWorld();
    const before = await readAll(world);
    set(24 * HOUR);
    const after = await readAll(world);
    for (const [i, events] of before.entries()) expect(after[i]?.slice(0, events.length)).toEqual(events);
    const grown = after.filter((events, i) => events.length > (before[i]?.length ?? 0));
    expect(grown.length).toBeGreaterThan(20);
  });

  test('show one event after the other, each at its millisecond', async () => {
    const { world, set } = liveWorld();
    const [, userId = ''] = await world.users(PROJECT, 2);
    set(24 * HOUR);
    const day = await world.events(PROJECT, userId);
    const fresh = day.filter(({ timestamp }) => timestamp > NOW);
    expect(fresh.length).toBeGreaterThan(5);
    for (const { timestamp } of fresh) {
      set(timestamp - NOW - 1);
      expect(await world.events(PROJECT, userId)).toEqual(day.filter((event) => event.timestamp < timestamp));
      set(timestamp - NOW);
      expect(await world.events(PROJECT, userId)).toEqual(day.filter((event) => event.timestamp <= timestamp));
    }
  });

  test('leave a user to whom nothing happened with the same array and revision', async () => {
    const { world, set } = liveWorld({ users: 1_000_000 });
    const userIds = await world.users(PROJECT, 200);
    const before = await Promise.all(userIds.map(async (userId) => world.events(PROJECT, userId)));
    const revisions = userIds.map((userId) => world.revision(PROJECT, userId));
    set(3 * HOUR);
    for (const [i, userId] of userIds.entries()) {
      expect(world.events(PROJECT, userId)).toBe(before[i]);
      expect(world.revision(PROJECT, userId)).toBe(revisions[i]);
    }
  });

  test('change the revision with the events', async () => {
    const { world, set } = liveWorld();
    const [, userId = ''] = await world.users(PROJECT, 2);
    const before = await world.events(PROJECT, userId);
    const revision = world.revision(PROJECT, userId);
    set(24 * HOUR);
    expect(world.revision(PROJECT, userId)).not.toBe(revision);
    expect(await world.events(PROJECT, userId)).not.toEqual(before);
  });

  test('do not exist for the documented user, or when the world is not live', async () => {
    const { world, set } = liveWorld();
    set(48 * HOUR);
    expect(world.events(PROJECT, DOCUMENTED_USER_ID)).toBe(DOCUMENTED_EVENTS);
    const still = new World({ ...MILLION, users: USERS, time: () => NOW + 48 * HOUR });
    expect((await readAll(still)).flat().every(({ timestamp }) => timestamp <= NOW)).toBe(true);
  });

  test('never overlap for one user', async () => {
    const { world, set } = liveWorld({ users: 2 });
    set(72 * HOUR);
    for (const events of (await readAll(world)).slice(1)) {
      const sessions = bySession(events).slice(-40);
      for (const [i, session] of sessions.entries()) {
        const next = sessions[i + 1]?.[0]?.timestamp ?? Number.POSITIVE_INFINITY;
        expect(next - (session.at(-1)?.timestamp ?? 0)).toBeGreaterThanOrEqual(HOUR / 2);
      }
    }
  });
});

describe('a visit under way at now', () => {
  /** When a day is nearly over in each locale, so that people have visited on it. */
  const evening = (locale: Locale) => Date.UTC(2026, 2, 18, 20 - UTC_OFFSET_HOURS[locale]);

  /** Visits of the last hours before the evening, each with its user: whole, as all ended long before. */
  async function visitsOfToday(seed: number | string, locale: Locale, viewOf: WorldOptions['viewOf']) {
    const now = evening(locale);
    const world = new World({ ...MILLION, seed, locale, now, ...(viewOf && { viewOf }) });
    const visits: { userId: string; skewMs: number; events: SessionEvent[] }[] = [];
    for (const [index, userId] of (await world.users(PROJECT, 101)).slice(1).entries()) {
      // with another now these have other visits
      if (sureVisitOf({ seed, projectKey: PROJECT, now }, index) !== undefined) continue;
      // what these do the last time differs, and with another now another visit may be the last
      const kind = await world.kindOf(PROJECT, userId);
      if (SHOP.visitors?.find(({ name }) => name === kind)?.finale) continue;
      const skewMs = viewOf?.(PROJECT, userId).clockSkew ? drawClockSkew(seed, PROJECT, userId) : 0;
      const isOfToday = ([first]: SessionEvent[]) => (first?.timestamp ?? 0) - skewMs > now - 12 * HOUR;
      for (const events of bySession(await world.events(PROJECT, userId)).filter(isOfToday)) {
        if (events.length > 2) visits.push({ userId, skewMs, events });
      }
    }
    return visits;
  }

  let seedWithVisit: number;
  beforeAll(async () => {
    seedWithVisit = 1;
    while ((await visitsOfToday(seedWithVisit, 'en', undefined)).length === 0) seedWithVisit++;
  });

  test('continues as if now had been later, event by event, whatever steps the clock takes', async () => {
    const cuts = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const law = fc.asyncProperty(
      seeds,
      locales,
      fc.boolean(),
      cuts,
      steps,
      async (seed, locale, skewed, cut, taken) => {
        const viewOf = () => ({ history: 'whole', inputEvents: true, clockSkew: skewed }) as const;
        for (const { userId, skewMs, events } of await visitsOfToday(seed, locale, viewOf)) {
          const first = (events[0]?.timestamp ?? 0) - skewMs;
          const last = (events.at(-1)?.timestamp ?? 0) - skewMs;
          const now = first + 1 + Math.floor(cut * (last - first - 1));
          const { world, set } = liveWorld({ seed, locale, viewOf, now, users: MILLION.users });
          const { world: still } = liveWorld({ seed, locale, viewOf, now, users: MILLION.users, live: false });
          const { sessionId } = events[0] as SessionEvent;
          const visit = async () =>
            (await world.events(PROJECT, userId)).filter((event) => event.sessionId === sessionId);
          const until = (since: number) => events.filter(({ timestamp }) => timestamp - skewMs <= now + since);
          expect(await visit()).toEqual(until(0));
          // a click whose page comes after now is not shown to those for whom no time passes
          const shown = await still.events(PROJECT, userId);
          expect((await world.events(PROJECT, userId)).slice(0, shown.length)).toEqual(shown);
          let since = 0;
          for (const step of taken) {
            since += Math.floor((step / (5 * HOUR)) * (last - now));
            set(since);
            expect(await visit()).toEqual(until(since));
          }
          for (const moment of [last - 1, last, last + 20 * HOUR]) {
            set(moment - now);
            expect(await visit()).toEqual(until(moment - now));
          }
        }
      },
    );
    // many seeds have no such visit at all
    await fc.assert(law, { numRuns: 9, examples: [[seedWithVisit, 'en', true, 0.5, [HOUR, 2 * HOUR]]] });
  });

  test('keeps the next visit of its user half an hour away', async () => {
    const seed = seedWithVisit;
    const [{ userId, events } = { userId: '', events: [] }] = await visitsOfToday(seed, 'en', undefined);
    const [first, last] = [events[0]?.timestamp ?? 0, events.at(-1)?.timestamp ?? 0];
    const index = (await new World({ ...MILLION, seed }).users(PROJECT, 101)).indexOf(userId) - 1;
    const { world, set } = liveWorld({ seed, now: first + 1, users: index + 1 });
    set(60 * HOUR);
    const after = bySession(await world.events(PROJECT, userId)).filter(([event]) => (event?.timestamp ?? 0) > first);
    expect(after.length).toBeGreaterThan(1);
    expect(after[0]?.[0]?.timestamp).toBeGreaterThanOrEqual(last + HOUR / 2);
  });
});
