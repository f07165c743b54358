import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../src/api/session-event.ts';
import { completeSite } from '../../src/data/model/complete-site.ts';
import { SHOP } from '../../src/data/model/shop/shop.ts';
import { loadPopulation } from '../../src/data/population.ts';
import { bySession } from './session-laws.ts';
import { MILLION, PROJECT, SHOP_KINDS } from './subjects.ts';

const population = await loadPopulation(MILLION);
const VISITORS = completeSite(SHOP, 'en').visitors;
const GROUP = SHOP_KINDS.groupSize;
const kindAt = (index: number) => SHOP_KINDS.at(1, PROJECT, index).name;
const usersOf = (kind: string) =>
  Array.from({ length: 1500 }, (_, index) => population.userIdAt(PROJECT, index)).filter(
    (userId) => population.kindOf(PROJECT, userId) === kind,
  );
const histories = (kind: string, most = 60) =>
  usersOf(kind)
    .slice(0, most)
    .map((userId) => population.events(PROJECT, userId));
const visits = (events: readonly SessionEvent[], path: string) =>
  events.some((event) => event.type === 'LOCATION' && event.path === path);
const share = <T>(items: readonly T[], holds: (item: T) => boolean) => items.filter(holds).length / items.length;

describe('kinds of visitor', () => {
  test('have shares that add up to a group, and each group has all of them', () => {
    expect(VISITORS.reduce((sum, { share }) => sum + share, 0)).toBe(GROUP);
    for (const group of [0, 1, 39_999]) {
      const kinds = Array.from({ length: GROUP }, (_, i) => kindAt(group * GROUP + i));
      for (const { name, share } of VISITORS) expect(kinds.filter((other) => other === name)).toHaveLength(share);
    }
    expect(Array.from({ length: 25 }, (_, i) => kindAt(i))).not.toEqual(
      Array.from({ length: 25 }, (_, i) => kindAt(25 + i)),
    );
  });

  test.each(VISITORS)('$name has no more sessions and days than stated', ({ name, sessions, spanDays }) => {
    for (const events of histories(name)) {
      const count = bySession(events).length;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(sessions[1]);
      const span = (events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0);
      expect(span).toBeLessThan((spanDays[1] + 2) * 86_400_000);
    }
  });

  test('strangers are of no kind', () => {
    expect(population.kindOf(PROJECT, 'stranger')).toBeUndefined();
  });

  test('bouncers see one page', () => {
    const sessions = histories('bouncer').flatMap(bySession);
    const pages = sessions.map((session) => session.filter(({ type }) => type === 'LOCATION').length);
    expect(new Set(pages)).toEqual(new Set([1]));
  });

  test('most buyers order in the end, and browsers never do', () => {
    expect(share(histories('buyer'), (events) => visits(events, '/checkout/order-received/'))).toBeGreaterThan(0.45);
    expect(histories('browser').some((events) => visits(events, '/checkout/order-received/'))).toBe(false);
  });

  test('returning customers look at products again on other days', () => {
    const returns = (events: readonly SessionEvent[]): boolean => {
      const seen = bySession(events).map(
        (session) =>
          new Set(session.flatMap((event) => ('path' in event && /^\/product\//.test(event.path) ? event.path : []))),
      );
      return seen.some((paths, i) => seen.slice(i + 1).some((later) => [...paths].some((path) => later.has(path))));
    };
    expect(share(histories('returning'), returns)).toBeGreaterThan(0.9);
  });

  test('support cases look up orders or help and write to the shop', () => {
    const cases = histories('support');
    const desk = ['/my-account/orders/', '/help/returns/', '/help/shipping/'];
    expect(share(cases, (events) => desk.some((path) => visits(events, path)))).toBeGreaterThan(0.9);
    expect(share(cases, (events) => visits(events, '/contact/sent/'))).toBeGreaterThan(0.5);
  });

  test('users of the app mostly change pages without loading them', () => {
    const pages = histories('single-page')
      .flat()
      .filter((event) => event.type === 'LOCATION');
    expect(share(pages, ({ loadTime }) => loadTime === null)).toBeGreaterThan(0.6);
  });

  test('power users have hundreds of sessions, in office hours of working days', () => {
    const events = histories('power', 20);
    for (const history of events) expect(bySession(history).length).toBeGreaterThan(100);
    const days = events.flatMap(bySession).map((session) => new Date(session[0]?.timestamp ?? 0));
    expect(share(days, (day) => day.getUTCDay() % 6 !== 0)).toBeGreaterThan(0.95);
    expect(share(days, (day) => day.getUTCHours() >= 7 && day.getUTCHours() < 18)).toBeGreaterThan(0.9);
  });

  test('private people visit at weekends and in the evening too', () => {
    const days = histories('returning')
      .flatMap(bySession)
      .map((session) => new Date(session[0]?.timestamp ?? 0));
    expect(share(days, (day) => day.getUTCDay() % 6 === 0)).toBeGreaterThan(0.29);
    expect(share(days, (day) => day.getUTCHours() >= 18)).toBeGreaterThan(0.3);
    expect(share(days, (day) => day.getUTCHours() < 6)).toBeLessThan(0.12);
  });
});
