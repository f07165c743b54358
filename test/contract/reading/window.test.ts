import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutPoints,
  describeWindow,
  itemsWithin,
  startsOfSessions,
  toQuery,
  type Window,
} from '../../../src/contract/reading/window.ts';
import { LATEST } from '../../support/event-lists.ts';
import { itemLists, toItems } from '../../support/item-lists.ts';

const MINUTE_MS = 60_000;
const bound = fc.option(fc.integer({ min: 0, max: LATEST }), { nil: undefined });
const windows: fc.Arbitrary<Window> = fc.record({ start: bound, end: bound });
const modes = fc.constantFrom('event' as const, 'session' as const);
const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { seed: 1 });

describe('itemsWithin', () => {
  it('keeps all without bounds, none between bounds the wrong way round', () => {
    check(
      fc.property(itemLists, modes, fc.nat(LATEST), (events, mode, at) => {
        expect(itemsWithin(events, {}, mode)).toEqual(events);
        expect(itemsWithin(events, { start: at + 1, end: at }, mode)).toEqual([]);
      }),
    );
  });

  it('keeps for both bounds what it keeps for each of them', () => {
    check(
      fc.property(itemLists, windows, modes, (events, { start, end }, mode) => {
        const both = itemsWithin(events, { start, end }, mode);
        const oneByOne = itemsWithin(events, { start }, mode).filter((event) =>
          itemsWithin(events, { end }, mode).includes(event),
        );
        expect(both).toEqual(oneByOne);
      }),
    );
  });

  it('splits a list in two at any instant', () => {
    check(
      fc.property(itemLists, fc.nat(LATEST), modes, (events, at, mode) => {
        const [before, after] = [itemsWithin(events, { end: at }, mode), itemsWithin(events, { start: at + 1 }, mode)];
        expect(before.length + after.length).toBe(events.length);
        expect(events.filter((event) => before.includes(event))).toEqual(before);
      }),
    );
  });

  it('keeps the events of both ends', () => {
    check(
      fc.property(itemLists, (events) => {
        for (const { time } of events) {
          const instant = itemsWithin(events, { start: time, end: time }, 'event');
          expect(instant).toEqual(events.filter((event) => event.time === time));
        }
      }),
    );
  });

  it('keeps or leaves whole sessions in session mode', () => {
    check(
      fc.property(itemLists, windows, (events, window) => {
        const kept = new Set(itemsWithin(events, window, 'session').map((event) => event.group));
        expect(itemsWithin(events, window, 'session')).toEqual(events.filter((event) => kept.has(event.group)));
      }),
    );
  });

  it('reads a bound that is text as the number it stands for', () => {
    check(
      fc.property(itemLists, fc.nat(LATEST), (events, at) => {
        expect(itemsWithin(events, { start: `00${at}` }, 'event')).toEqual(itemsWithin(events, { start: at }, 'event'));
      }),
    );
  });
});

describe('cutPoints', () => {
  it('of events rise, are no less than 0, and are at most 1 ms from an event', () => {
    check(
      fc.property(itemLists, (events) => {
        const cuts = cutPoints(events, 'event');
        expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b));
        expect(cuts.every((cut) => cut >= 0 && events.some(({ time }) => Math.abs(time - cut) <= 1))).toBe(true);
      }),
    );
  });

  it('of few events tell every window apart that differs in what it keeps', () => {
    check(
      fc.property(itemLists, (events) => {
        const cuts = new Set(cutPoints(events, 'event'));
        for (const { time } of events) expect([time, time + 1].every((cut) => cuts.has(cut))).toBe(true);
      }),
    );
  });

  it('of many events are few, the first and the last among them', () => {
    const events = Array.from({ length: 5_000 }, (_, messageId) => ({
      sessionId: 1,
      messageId,
      timestamp: 10_000 + messageId * 10,
      type: 'CLICK',
    }));
    const cuts = cutPoints(toItems(events), 'event');
    expect(cuts.length).toBeLessThanOrEqual(603);
    expect([cuts[0], cuts.at(-1)]).toEqual([9_999, 59_991]);
  });

  it('of sessions lie where none of them can start', () => {
    const starts = fc.uniqueArray(
      fc.nat(100).map((minutes) => 10 ** 12 + minutes * 45_000),
      { maxLength: 8 },
    );
    check(
      fc.property(starts, (times) => {
        const events = times.map((timestamp, sessionId) => ({ sessionId, messageId: 1, timestamp, type: 'CLICK' }));
        for (const cut of cutPoints(toItems(events), 'session')) {
          // a session starts at most a minute before its first event
          expect(times.filter((time) => time - MINUTE_MS < cut && cut < time)).toEqual([]);
        }
      }),
    );
  });

  it('of no events are none', () => {
    expect([cutPoints([], 'event'), cutPoints([], 'session')]).toEqual([[], []]);
  });
});

it('startsOfSessions gives the time of the first event of each session', () => {
  check(
    fc.property(itemLists, (events) => {
      const firstOf = (session: unknown) =>
        Math.min(...events.filter(({ group }) => group === session).map(({ time }) => time));
      expect(startsOfSessions(events)).toEqual(new Map(events.map(({ group }) => [group, firstOf(group)])));
    }),
  );
});

it.each<[Window, string | undefined, string]>([
  [{}, undefined, 'no window'],
  [{ start: 0 }, 'start_date=0', 'the window from 0'],
  [{ end: 5 }, 'end_date=5', 'the window to 5'],
  [{ start: 1, end: 2 }, 'start_date=1&end_date=2', 'the window from 1 to 2'],
  [{ start: 'a b&c' }, 'start_date=a%20b%26c', 'the window from a b&c'],
])('the window %j is spelled and said', (window, query, words) => {
  expect([toQuery(window), describeWindow(window)]).toEqual([query, words]);
});
