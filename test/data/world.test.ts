import { describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS, DOCUMENTED_USER_ID } from '../../src/api/documented/events.ts';
import { drawClockSkew } from '../../src/data/clock-skew.ts';
import { LOCALES } from '../../src/data/model/locales.ts';
import { HUGE_EVENTS } from '../../src/data/view-history.ts';
import { World, type WorldOptions } from '../../src/data/world.ts';
import type { WorldView } from '../../src/data/world-view.ts';
import { breachesOfEvent } from './event-laws.ts';
import { breachesOfHistory, bySession } from './session-laws.ts';
import { loadSite, MILLION, NOW, PROJECT } from './subjects.ts';

const PLAIN: WorldView = { history: 'whole', inputEvents: false, clockSkew: false };
const HOUR = 3_600_000;
const site = await loadSite(1, PROJECT);

const worldWith = (view: Partial<WorldView>, options: Partial<WorldOptions> = {}) =>
  new World({ ...MILLION, viewOf: () => ({ ...PLAIN, ...view }), ...options });

const plain = worldWith({});
const users = await plain.users(PROJECT, 26);
const generated = users.slice(1);

describe('a world', () => {
  test('has the documented user first, with exactly the documented events, without waiting', () => {
    expect(users[0]).toBe(DOCUMENTED_USER_ID);
    expect(new World({ ...MILLION, live: true }).events(PROJECT, DOCUMENTED_USER_ID)).toBe(DOCUMENTED_EVENTS);
  });

  test('lists users page by page', async () => {
    expect([...(await plain.users(PROJECT, 7)), ...(await plain.users(PROJECT, 19, 7))]).toEqual(users);
    expect(await plain.users('other', 3, 2)).toEqual((await plain.users('other', 5)).slice(2));
    expect(await new World({ ...MILLION, users: 3 }).users(PROJECT, 10, 2)).toEqual(users.slice(2, 4));
  });

  test('knows its size, its users and their kinds', async () => {
    expect(plain.size(PROJECT)).toBe(1_000_001);
    expect(plain.size('other')).toBe(1_000_000);
    expect(await plain.has(PROJECT, DOCUMENTED_USER_ID)).toBe(true);
    expect(await plain.has('other', DOCUMENTED_USER_ID)).toBe(false);
    expect(await plain.kindOf(PROJECT, DOCUMENTED_USER_ID)).toBeUndefined();
    expect(await plain.kindOf(PROJECT, generated[0] ?? '')).toBeDefined();
  });

  test('gives the same array again, and none for a stranger', async () => {
    const events = await plain.events(PROJECT, generated[1] ?? '');
    expect(plain.events(PROJECT, generated[1] ?? '')).toBe(events);
    expect(events.length).toBeGreaterThan(0);
    expect(await plain.events(PROJECT, 'stranger')).toEqual([]);
  });

  test('without users has only the documented one', async () => {
    const empty = new World({ ...MILLION, users: 0 });
    expect(await empty.users(PROJECT, 5)).toEqual([DOCUMENTED_USER_ID]);
    expect(empty.events(PROJECT, generated[0] ?? '')).toEqual([]);
    expect(await empty.search(PROJECT, 'm', { limit: 5 })).toEqual({ userIds: [DOCUMENTED_USER_ID], next: undefined });
  });

  test('forgets users not asked for lately, and then generates the same for them', async () => {
    const world = new World({ ...MILLION, users: 3000 });
    const [, first = '', ...others] = await world.users(PROJECT, 1500);
    const before = await world.events(PROJECT, first);
    const revision = world.revision(PROJECT, first);
    for (const userId of others) await world.events(PROJECT, userId);
    const after = world.events(PROJECT, first);
    expect(after).not.toBe(before);
    expect(after).toEqual(before);
    expect(world.revision(PROJECT, first)).toBe(revision);
  });

  test('of a hundred million users takes no more memory than one of 25', async () => {
    await worldWith({}, { users: 25 }).users(PROJECT, 2);
    const before = process.memoryUsage().heapUsed;
    const world = worldWith({}, { users: 100_000_000, live: true });
    const [userId = ''] = await world.users(PROJECT, 1, 99_999_999);
    expect((await world.events(PROJECT, userId)).length).toBeGreaterThan(0);
    expect((await world.search(PROJECT, userId, { limit: 1 })).userIds).toEqual([userId]);
    // a byte for each of them would be three times as much
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(30_000_000);
  });

  test.each(LOCALES)('speaks %s', async (locale) => {
    const world = new World({ ...MILLION, locale });
    const shop = await loadSite(1, PROJECT, locale);
    for (const userId of (await world.users(PROJECT, 26)).slice(1)) {
      const app = (await world.kindOf(PROJECT, userId)) === 'single-page';
      expect(breachesOfHistory(await world.events(PROJECT, userId), { site: shop, now: NOW, app })).toEqual([]);
    }
  });
});

describe('a view', () => {
  test.each([DOCUMENTED_USER_ID, generated[2] ?? ''])('of no history has no events of %s', (userId) => {
    expect(worldWith({ history: 'none' }).events(PROJECT, userId)).toEqual([]);
  });

  test.each([DOCUMENTED_USER_ID, ...generated])(
    'of the first visit has one of %s, begun within the last hour',
    async (userId) => {
      const events = await worldWith({ history: 'first-visit' }).events(PROJECT, userId);
      expect(bySession(events)).toHaveLength(1);
      expect(events[0]?.timestamp).toBeGreaterThanOrEqual(NOW - HOUR);
      const app = (await plain.kindOf(PROJECT, userId)) === 'single-page';
      expect(breachesOfHistory(events, { site, now: NOW, app })).toEqual([]);
    },
  );

  test.each([DOCUMENTED_USER_ID, ...generated.slice(0, 2)])('of a huge history has 50,000 of %s', async (userId) => {
    const events = await worldWith({ history: 'huge', inputEvents: true }).events(PROJECT, userId);
    expect(events).toHaveLength(HUGE_EVENTS);
    expect(HUGE_EVENTS).toBe(50_000);
    const app = (await plain.kindOf(PROJECT, userId)) === 'single-page';
    expect(breachesOfHistory(events, { site, now: NOW, app })).toEqual([]);
    expect(events.slice(0, 2000).flatMap(breachesOfEvent)).toEqual([]);
  });

  test('of a huge history has none of a stranger', async () => {
    expect(await worldWith({ history: 'huge' }).events(PROJECT, 'stranger')).toEqual([]);
  });

  test.each([DOCUMENTED_USER_ID, ...generated.slice(0, 8)])(
    'with clock skew shifts the times of %s by one offset, and keeps session IDs',
    async (userId) => {
      const events = await worldWith({ clockSkew: true }).events(PROJECT, userId);
      const right = await plain.events(PROJECT, userId);
      const ms = drawClockSkew(1, PROJECT, userId);
      expect(Math.abs(ms)).toBeGreaterThanOrEqual(120_000);
      expect(events).toEqual(right.map((event) => ({ ...event, timestamp: event.timestamp + ms })));
    },
  );

  test('with clock skew has most clocks ahead and some behind', () => {
    const skews = Array.from({ length: 400 }, (_, i) => drawClockSkew(1, PROJECT, `user-${i}`));
    const ahead = skews.filter((ms) => ms > 0).length;
    expect(ahead).toBeGreaterThan(240);
    expect(ahead).toBeLessThan(360);
  });

  test('that changes changes the events and their revision, and changes them back', async () => {
    let view = PLAIN;
    const world = new World({ ...MILLION, viewOf: () => view });
    const userId = generated[3] ?? '';
    const before = await world.events(PROJECT, userId);
    const revision = world.revision(PROJECT, userId);
    view = { ...PLAIN, clockSkew: true };
    expect(world.revision(PROJECT, userId)).not.toBe(revision);
    expect(await world.events(PROJECT, userId)).not.toEqual(before);
    view = PLAIN;
    expect(world.revision(PROJECT, userId)).toBe(revision);
    expect(await world.events(PROJECT, userId)).toEqual(before);
  });

  test.each(['huge', 'none'] as const)('of %s stays as it is while people visit', async (history) => {
    let time = NOW;
    const world = worldWith({ history }, { live: true, users: 25, time: () => time });
    const [userId = ''] = generated;
    const before = await world.events(PROJECT, userId);
    time += 30 * 24 * HOUR;
    expect(world.events(PROJECT, userId)).toBe(before);
  });

  test('of the first visit continues to its end while people visit, and no other follows', async () => {
    let time = NOW;
    const world = worldWith({ history: 'first-visit' }, { live: true, time: () => time });
    const userIds = await world.users(PROJECT, 2001);
    const before = await Promise.all(userIds.map(async (userId) => world.events(PROJECT, userId)));
    time += 30 * 24 * HOUR;
    const after = await Promise.all(userIds.map(async (userId) => world.events(PROJECT, userId)));
    const grown = [...after.entries()].filter(([i, events]) => events.length > (before[i]?.length ?? 0));
    expect(grown.length).toBeGreaterThan(3);
    for (const [i, events] of grown) {
      expect(events.slice(0, before[i]?.length)).toEqual(before[i]);
      expect(bySession(events)).toHaveLength(1);
      const app = (await plain.kindOf(PROJECT, userIds[i] ?? '')) === 'single-page';
      expect(breachesOfHistory(events, { site, now: time, app })).toEqual([]);
    }
  });
});
