import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/shared/slices.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';
import { inReplyOrder } from '../../src/store/order.ts';
import { planSessions } from '../../src/store/plan.ts';
import { eventLists } from '../support/event-lists.ts';
import { readPieces } from '../support/read-pieces.ts';
import { click, createStore, eventsOf, PROJECT } from '../support/stores.ts';

describe('the outcome of replacing the events of some sessions', () => {
  it('is planned as if everything were sorted and written from scratch, without changing anything', () => {
    fc.assert(
      fc.property(eventLists, eventLists, (before, after) => {
        const events = inReplyOrder(after);
        const sessions = new Set(events.map(({ sessionId }) => sessionId));
        const from = new EventBuffer(inReplyOrder(before));
        const text = readPieces([from.text()]);
        const plan = atOnce(planSessions(from, sessions, events, new EventBuffer(events)));
        const others = before.filter(({ sessionId }) => !sessions.has(sessionId));
        const expected = new EventBuffer(inReplyOrder([...others, ...events]));
        expect(plan.whole.sessions).toEqual(expected.sessions);
        expect(readPieces([plan.whole.text()])).toBe(readPieces([expected.text()]));
        expect(readPieces([from.text()])).toBe(text);
      }),
    );
  });
});

/** More events than are prepared at once. */
const MANY = 1_500;
const at = (messageId: number, label = 'old') => click(label, { messageId, timestamp: messageId });

describe('changes of one user that are prepared at the same time', () => {
  const change = fc.oneof(
    fc.record({ to: fc.constant('inside' as const), messageId: fc.integer({ min: 1, max: MANY }) }),
    fc.record({ to: fc.constant('behind' as const), messageId: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ to: fc.constant('replace' as const), messageId: fc.integer({ min: 1, max: 50 }) }),
  );

  it('take effect one after another, and none is lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 5 }), async (changes) => {
        const store = createStore();
        // even IDs, so that odd ones are free
        const events = Array.from({ length: MANY }, (_, index) => at(2 * (index + 1)));
        await store.record([
          { userId: 'ada', sessionId: 1, start: 0, events },
          { userId: 'ada', sessionId: 2, start: 1, events: [at(2)] },
        ]);
        const results = await Promise.allSettled(
          changes.map(async ({ to, messageId }, index) => {
            const event = at(2 * messageId + (to === 'behind' ? 2 * MANY : 0) - 1, `new ${index}`);
            if (to === 'replace') await store.replaceSession(2, { events: [event] });
            else await store.record([{ userId: 'ada', sessionId: 1, events: [event] }]);
          }),
        );
        const all = await eventsOf(store, PROJECT, 'ada');
        expect(all).toEqual(inReplyOrder(all));
        const labels = all.flatMap((event) => (event.type === 'CLICK' && event.label !== 'old' ? [event.label] : []));
        const made = changes.flatMap(({ to }, index) =>
          to !== 'replace' && results[index]?.status === 'fulfilled' ? [`new ${index}`] : [],
        );
        expect(labels).toEqual(expect.arrayContaining(made));
        expect(all.filter(({ sessionId }) => sessionId === 1)).toHaveLength(MANY + made.length);
        const copy = createStore();
        await copy.restore(store.snapshot());
        expect(await eventsOf(copy, PROJECT, 'ada')).toEqual(all);
      }),
      { numRuns: 20 },
    );
  });
});
