import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { SessionEvent } from '../../src/api/session-event.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';
import { bySession } from '../../src/store/order.ts';
import { eventLists } from '../support/event-lists.ts';

const asPages = (events: readonly SessionEvent[]): SessionEvent[] => {
  const [page] = DOCUMENTED_EVENTS;
  return events.map((event) =>
    page?.type === 'LOCATION' && event.messageId % 3 === 0
      ? { ...page, sessionId: event.sessionId, messageId: event.messageId, timestamp: event.timestamp }
      : event,
  );
};

describe('the index of sessions beside the events', () => {
  test('sums up the documented session', () => {
    expect(new EventBuffer(DOCUMENTED_EVENTS).sessions).toEqual([
      { id: 4813023023591169, from: 0, start: 1623440905732, end: 1623440919928, events: 6, pages: 5 },
    ]);
    expect(new EventBuffer().sessions).toEqual([]);
  });

  test('describes any list as reading its events would, however it was added', () => {
    fc.assert(
      fc.property(eventLists.map(asPages), fc.nat(8), (events, cut) => {
        const buffer = new EventBuffer(events.slice(0, cut));
        buffer.append(events.slice(cut));
        const expected = [...bySession(events)].map(([id, session]) => ({
          id,
          from: events.findIndex(({ sessionId }) => sessionId === id),
          start: session[0]?.timestamp,
          end: session.at(-1)?.timestamp,
          events: session.length,
          pages: session.filter(({ type }) => type === 'LOCATION').length,
        }));
        expect(buffer.sessions).toEqual(expected);
      }),
    );
  });
});
