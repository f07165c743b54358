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
import {
  DEFAULT_READING,
  keepsSession,
  type Range,
  READINGS,
  readingsOf,
  spansOfSessions,
  type WindowReading,
} from '../../../src/contract/reading/window-reading.ts';
import { LATEST } from '../../support/event-lists.ts';
import { itemLists, toItems } from '../../support/item-lists.ts';

const MINUTE_MS = 60_000;
const bound = fc.option(fc.integer({ min: 0, max: LATEST }), { nil: undefined });
const windows: fc.Arbitrary<Window> = fc.record({ start: bound, end: bound });
const exact = READINGS.filter(({ isLoose }) => !isLoose);
const readings = fc.constantFrom(...exact);
const [EVENT, SESSION] = (['event', 'session'] as const).map((name) => readingsOf(name)[0] ?? DEFAULT_READING) as [
  WindowReading,
  WindowReading,
];
const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { seed: 1 });

describe('itemsWithin', () => {
  it('keeps all items without bounds, and none between reversed bounds', () => {
    check(
      fc.property(itemLists, readings, fc.nat(LATEST), (events, reading, at) => {
        expect(itemsWithin(events, {}, reading)).toEqual(events);
        // a session that spans both instants overlaps the window, whichever comes first
        if (reading.keeps !== 'overlap') expect(itemsWithin(events, { start: at + 1, end: at }, reading)).toEqual([]);
      }),
    );
  });

  it('keeps with both bounds what it keeps with each of them', () => {
    check(
      fc.property(itemLists, windows, readings, (events, { start, end }, reading) => {
        const both = itemsWithin(events, { start, end }, reading);
        const oneByOne = itemsWithin(events, { start }, reading).filter((event) =>
          itemsWithin(events, { end }, reading).includes(event),
        );
        expect(both).toEqual(oneByOne);
      }),
    );
  });

  it('splits a list in two at any instant', () => {
    check(
      fc.property(itemLists, fc.nat(LATEST), readings, (events, at, reading) => {
        const [before, after] = [
          itemsWithin(events, { end: reading.isEndIncluded ? at : at + 1 }, reading),
          itemsWithin(events, { start: at + 1 }, reading),
        ];
        // what overlaps both halves is in both
        if (reading.keeps === 'overlap') return;
        expect(before.length + after.length).toBe(events.length);
        expect(events.filter((event) => before.includes(event))).toEqual(before);
      }),
    );
  });

  it('keeps the events at both ends', () => {
    check(
      fc.property(itemLists, (events) => {
        for (const { time } of events) {
          const instant = itemsWithin(events, { start: time, end: time }, EVENT);
          expect(instant).toEqual(events.filter((event) => event.time === time));
        }
      }),
    );
  });

  it('keeps or drops whole sessions in session mode', () => {
    check(
      fc.property(itemLists, windows, (events, window) => {
        const kept = new Set(itemsWithin(events, window, SESSION).map((event) => event.group));
        expect(itemsWithin(events, window, SESSION)).toEqual(events.filter((event) => kept.has(event.group)));
      }),
    );
  });

  it('reads a text bound as the number that it denotes', () => {
    check(
      fc.property(itemLists, fc.nat(LATEST), (events, at) => {
        expect(itemsWithin(events, { start: `00${at}` }, EVENT)).toEqual(itemsWithin(events, { start: at }, EVENT));
      }),
    );
  });
});

describe('cutPoints', () => {
  it('of events ascend, are not negative, and are at most 1 ms from an event', () => {
    check(
      fc.property(itemLists, (events) => {
        const cuts = cutPoints(events, EVENT);
        expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b));
        expect(cuts.every((cut) => cut >= 0 && events.some(({ time }) => Math.abs(time - cut) <= 1))).toBe(true);
      }),
    );
  });

  it('of few events distinguish all windows that keep different events', () => {
    check(
      fc.property(itemLists, (events) => {
        const cuts = new Set(cutPoints(events, EVENT));
        for (const { time } of events) expect([time, time + 1].every((cut) => cuts.has(cut))).toBe(true);
      }),
    );
  });

  it('of many events are few, and include the first and the last', () => {
    const events = Array.from({ length: 5_000 }, (_, messageId) => ({
      sessionId: 1,
      messageId,
      timestamp: 10_000 + messageId * 10,
      type: 'CLICK',
    }));
    const cuts = cutPoints(toItems(events), EVENT);
    expect(cuts.length).toBeLessThanOrEqual(603);
    expect([cuts[0], cuts.at(-1)]).toEqual([9_999, 59_991]);
  });

  it('of sessions are at both ends of each, and a minute earlier if it may start earlier', () => {
    check(
      fc.property(itemLists, fc.constantFrom(SESSION, { ...SESSION, isLoose: true }), (events, reading) => {
        const cuts = new Set(cutPoints(events, reading));
        expect([...cuts].every(Number.isInteger)).toBe(true);
        for (const { first, last } of spansOfSessions(events).values()) {
          expect([first, first + 1, last, last + 1].every((cut) => cuts.has(cut))).toBe(true);
          if (reading.isLoose && first > MINUTE_MS) expect(cuts.has(first - MINUTE_MS - 1)).toBe(true);
        }
      }),
    );
  });

  it('of no events are empty', () => {
    expect([cutPoints([], EVENT), cutPoints([], SESSION)]).toEqual([[], []]);
  });
});

describe('a session that may start before its first event, and end after its last', () => {
  const span = { first: 10_000_000, last: 20_000_000 };
  const [, session] = readingsOf('session');
  const [, overlap] = readingsOf('overlap');

  it.each([
    ['session', { start: span.first - MINUTE_MS }, true],
    ['session', { start: span.first - 1 }, undefined],
    ['session', { start: span.first }, undefined],
    ['session', { start: span.first + 1 }, false],
    ['session', { end: span.first }, true],
    ['session', { end: span.first - 1 }, undefined],
    ['session', { end: span.first - MINUTE_MS - 1 }, false],
    ['overlap', { start: span.last }, true],
    ['overlap', { start: span.last + 1 }, undefined],
    ['overlap', { start: span.last + 30 * MINUTE_MS + 1 }, false],
    ['overlap', { start: span.last + 1, end: span.first - MINUTE_MS - 1 }, false],
  ] as const)(
    'is kept by %s in the window %j: %s',
    (keeps, { start = -Infinity, end = Infinity }: Partial<Range>, isKept) => {
      const reading = keeps === 'session' ? session : overlap;
      expect(keepsSession(span, { start, end }, reading ?? DEFAULT_READING)).toBe(isKept);
    },
  );

  it('is expected as received if the window may or may not keep it', () => {
    const [one] = toItems([{ sessionId: 1, messageId: 1, timestamp: span.first, type: 'CLICK' }]);
    const events = one ? [one] : [];
    const window = { start: span.first };
    expect(itemsWithin(events, window, session ?? DEFAULT_READING, events)).toEqual(events);
    expect(itemsWithin(events, window, session ?? DEFAULT_READING, [])).toEqual([]);
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
])('the window %j is formatted as a query and in words', (window, query, words) => {
  expect([toQuery(window), describeWindow(window)]).toEqual([query, words]);
});
