import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { RecordedEvent, RecordInput } from '../../src/kit/record.ts';
import { RecordError } from '../../src/shared/errors.ts';
import { inReplyOrder } from '../../src/store/order.ts';
import { createStore, eventsOf, MICKAEL, PROJECT, record } from '../support/stores.ts';

const START = DOCUMENTED_EVENTS[0]?.timestamp ?? 0;
const SESSION = DOCUMENTED_EVENTS[0]?.sessionId ?? 0;
const USERS = [MICKAEL, 'ada', 'eve'];

const anyVisit: fc.Arbitrary<RecordInput> = fc.record(
  {
    userId: fc.constantFrom(...USERS),
    start: fc.integer({ min: START - 50, max: START + 50 }),
    sessionId: fc.constantFrom(SESSION, 7, 8, 9),
    events: fc.array(
      fc.record(
        { type: fc.constant('CLICK' as const), label: fc.string({ minLength: 1, maxLength: 3 }), messageId: fc.nat(9) },
        { requiredKeys: ['type', 'label'] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
  },
  { requiredKeys: ['userId', 'events'] },
);

/** Visits whose events go between and behind those of others: few sessions of one user, even times and odd ones. */
const weavingVisit: fc.Arbitrary<RecordInput> = fc
  .tuple(fc.constantFrom(7, 8), fc.uniqueArray(fc.nat(19), { minLength: 1, maxLength: 3 }))
  .map(([sessionId, places]) => ({
    userId: 'ada',
    sessionId,
    events: places
      .sort((a, b) => a - b)
      .map((at) => ({ type: 'CLICK' as const, label: `${at}`, messageId: at, timestamp: START + at })),
  }));

/** Visits at any time, into new sessions and old ones, at their end and in their middle, rightly and wrongly. */
const visits = fc.oneof(anyVisit, weavingVisit);

test('whatever is recorded, replies contain all of it in reply order, and refusals change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(visits, { maxLength: 12 }), fc.boolean(), async (inputs, readsBetween) => {
      const store = createStore();
      const model = new Map<string, RecordedEvent[]>(USERS.map((user) => [user, []]));
      model.set(MICKAEL, [...DOCUMENTED_EVENTS]);
      for (const input of inputs) {
        const stored = await record(store, input).catch((error: unknown) => {
          expect(error).toBeInstanceOf(RecordError);
          return [];
        });
        model.get(input.userId)?.push(...stored);
        if (readsBetween) await expectSame(store, model);
      }
      await expectSame(store, model);
    }),
  );
});

test('a snapshot restores the same replies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(visits, { maxLength: 8 }), async (inputs) => {
      const store = createStore();
      for (const input of inputs) await record(store, input).catch(() => []);
      const other = createStore();
      await other.restore(JSON.parse(JSON.stringify(store.snapshot())));
      for (const user of USERS)
        expect(await eventsOf(other, PROJECT, user)).toEqual(await eventsOf(store, PROJECT, user));
    }),
  );
});

async function expectSame(store: ReturnType<typeof createStore>, model: Map<string, RecordedEvent[]>): Promise<void> {
  for (const [user, events] of model) {
    expect(JSON.stringify(await eventsOf(store, PROJECT, user))).toBe(JSON.stringify(inReplyOrder(events)));
  }
}
