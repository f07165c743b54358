import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutPoints,
  describeWindow,
  eventsWithin,
  startsOfSessions,
  toQuery,
  type Window,
} from '../../../src/contract/reading/window.ts';
import { eventLists, LATEST } from '../../support/event-lists.ts';

const MINUTE_MS = 60_000;
const bound = fc.option(fc.integer({ min: 0, max: LATEST }), { nil: undefined });
const windows: fc.Arbitrary<Window> = fc.record({ start: bound, end: bound });
const modes = fc.constantFrom('event' as const, 'session' as const);
const check = (property: fc.IRawProperty<unknown>) => fc.assert(property, { seed: 1 });

describe('eventsWithin', () => {
  it('keeps all without bounds, none between bounds the wrong way round', () => {
    check(
      fc.property(eventLists, modes, fc.nat(LATEST), (events, mode, at) => {
        expect(eventsWithin(events, {}, mode)).toEqual(events);
        expect(eventsWithin(events, { start: at + 1, end: at }, mode)).toEqual([]);
      }),
    );
  });

  it('keeps for both bounds what it keeps for each of them', () => {
    check(
      fc.property(eventLists, windows, modes, (events, { start, end }, mode) => {
        const both = eventsWithin(events, { start, end }, mode);
        const oneByOne = eventsWithin(events, { start }, mode).filter((event) =>
          eventsWithin(events, { end }, mode).includes(event),
        );
        expect(both).toEqual(oneByOne);
      }),
    );
  });

  it('splits a list in two at any instant', () => {
    check(
      fc.property(eventLists, fc.nat(LATEST), modes, (events, at, mode) => {
        const [before, after] = [
          eventsWithin(events, { end: at }, mode),
          eventsWithin(events, { start: at + 1 }, mode),
        ];
        expect(before.length + after.length).toBe(events.length);
        expect(events.filter((event) => before.includes(event))).toEqual(before);
      }),
    );
  });

  it('keeps the events of both ends', () => {
    check(
      fc.property(eventLists, (events) => {
        for (const { timestamp } of events) {
          const instant = eventsWithin(events, { start: timestamp, end: timestamp }, 'event');
          expect(instant).toEqual(events.filter((event) => event.timestamp === timestamp));
        }
      }),
    );
  });

  it('keeps or leaves whole sessions in session mode', () => {
    check(
      fc.property(eventLists, windows, (events, window) => {
        const kept = new Set(eventsWithin(events, window, 'session').map((event) => event.sessionId));
        expect(eventsWithin(events, window, 'session')).toEqual(events.filter((event) => kept.has(event.sessionId)));
      }),
    );
  });

  it('reads a bound that is text as the number it stands for', () => {
    check(
      fc.property(eventLists, fc.nat(LATEST), (events, at) => {
        expect(eventsWithin(events, { start: `00${at}` }, 'event')).toEqual(
          eventsWithin(events, { start: at }, 'event'),
        );
      }),
    );
  });
});

describe('cutPoints', () => {
  it('of events rise, are no less than 0, and are at most 1 ms from an event', () => {
    check(
      fc.property(eventLists, (events) => {
        const cuts = cutPoints(events, 'event');
        expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b));
        expect(cuts.every((cut) => cut >= 0 && events.some(({ timestamp }) => Math.abs(timestamp - cut) <= 1))).toBe(
          true,
        );
      }),
    );
  });

  it('of few events tell every window apart that differs in what it keeps', () => {
    check(
      fc.property(eventLists, (events) => {
        const cuts = new Set(cutPoints(events, 'event'));
        for (const { timestamp } of events) expect([timestamp, timestamp + 1].every((cut) => cuts.has(cut))).toBe(true);
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
    const cuts = cutPoints(events, 'event');
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
        for (const cut of cutPoints(events, 'session')) {
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
    fc.property(eventLists, (events) => {
      const firstOf = (session: unknown) =>
        Math.min(...events.filter(({ sessionId }) => sessionId === session).map(({ timestamp }) => timestamp));
      expect(startsOfSessions(events)).toEqual(new Map(events.map(({ sessionId }) => [sessionId, firstOf(sessionId)])));
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
