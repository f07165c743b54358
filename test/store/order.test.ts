import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { inReplyOrder } from '../../src/store/order.ts';
import { eventLists } from '../support/event-lists.ts';
import { createStore, eventsOf, MICKAEL, names, PROJECT, page, record } from '../support/stores.ts';

test('reply order is by start of session, then session, then message, whatever the order before', () => {
  const shuffled = eventLists.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
  );
  fc.assert(
    fc.property(shuffled, ([, events]) => {
      const startOf = (sessionId: number) =>
        Math.min(...events.filter((event) => event.sessionId === sessionId).map(({ timestamp }) => timestamp));
      const naive = events.toSorted(
        (a, b) => startOf(a.sessionId) - startOf(b.sessionId) || a.sessionId - b.sessionId || a.messageId - b.messageId,
      );
      expect(inReplyOrder(events)).toEqual(naive);
    }),
  );
});

test('a recorded session is inserted by its start', async () => {
  const store = createStore();
  const firstTime = DOCUMENTED_EVENTS[0]?.timestamp ?? 0;
  await record(store, { userId: MICKAEL, events: [page('/latest')] });
  await record(store, { userId: MICKAEL, start: firstTime - 1, events: [page('/earliest'), page('/overlapping')] });
  await record(store, { userId: MICKAEL, start: firstTime + 1, events: [page('/later')] });
  expect(names(await eventsOf(store, PROJECT, MICKAEL))).toEqual([
    '/earliest',
    '/overlapping',
    ...names(DOCUMENTED_EVENTS),
    '/later',
    '/latest',
  ]);
});
