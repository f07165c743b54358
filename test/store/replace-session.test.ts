import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { RecordError } from '../../src/shared/errors.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { click, createStore, eventsOf, MICKAEL, names, PROJECT, page, record } from '../support/stores.ts';

async function createRecorded() {
  const store = createStore();
  await record(store, { userId: 'ada', sessionId: 7, start: 100, events: [page('/one'), click('Buy')] });
  await record(store, { userId: 'ada', sessionId: 8, start: 200_000, events: [page('/two')] });
  return store;
}

describe('a recorded session', () => {
  test('is replaced in its place, and the others stay', async () => {
    const store = await createRecorded();
    const row = await store.replaceSession(7, { start: 150, events: [page('/new'), click('Sell')] });
    expect(row).toMatchObject({ userId: 'ada', events: [{ sessionId: 7, timestamp: 150 }, { label: 'Sell' }] });
    expect(names(await eventsOf(store, PROJECT, 'ada'))).toEqual(['/new', 'Sell', '/two']);
    expect(atOnce(store.recordedSession(7))).toEqual(row);
  });

  test('is unchanged if its replacement is refused', async () => {
    const store = await createRecorded();
    const before = store.snapshot();
    const refused = [
      {},
      { events: [] },
      { events: [click('a', { messageId: 3 }), click('b', { messageId: 3 })] },
      { events: [click('a', { sessionId: 8 })] },
      { events: [{ type: 'INPUT', label: 'Name' }] },
      { userId: 'eve', events: [click('a')] },
    ];
    for (const session of refused) await expect(store.replaceSession(7, session)).rejects.toThrow(RecordError);
    expect(store.snapshot()).toEqual(before);
  });

  test('has the facts that its replacement gives, and no others', async () => {
    const store = await createRecorded();
    const session = { userCountry: 'IN' };
    const sessions = [{ sessionId: 7, facts: session }];
    expect(await store.replaceSession(7, { session, events: [] })).toMatchObject({ events: [], sessions });
    expect(atOnce(store.recordedSession(7))).toMatchObject({ sessions });
    expect(await store.replaceSession(7, { events: [click('Buy')] })).not.toHaveProperty('sessions');
    expect(atOnce(store.recordedSession(7))).not.toHaveProperty('sessions');
  });

  test('may not contradict its generated events', async () => {
    const store = createStore();
    const [generated] = DOCUMENTED_EVENTS;
    if (!generated) throw new TypeError('The document has events.');
    const { sessionId, messageId } = generated;
    await record(store, { userId: MICKAEL, sessionId, events: [click('more')] });
    await expect(store.replaceSession(sessionId, { events: [click('Buy', { messageId })] })).rejects.toThrow(
      /already taken/,
    );
  });

  test('is found together with its owner', async () => {
    const store = await createRecorded();
    expect(store.ownerOf(8)).toMatchObject({ projectKey: PROJECT, userId: 'ada' });
    expect(store.ownerOf(9)).toBeUndefined();
  });

  test('is part of a capture, unlike what is recorded later', async () => {
    const store = await createRecorded();
    const captured = store.capture();
    const { recorded } = store.snapshot();
    await record(store, { userId: 'eve', events: [page('/later')] });
    expect([...captured]).toEqual(recorded);
  });

  test('is gone once it is removed, and its user with the last one', async () => {
    const store = await createRecorded();
    expect(await store.removeSession(7)).toBe(true);
    expect(names(await eventsOf(store, PROJECT, 'ada'))).toEqual(['/two']);
    expect([await store.removeSession(7), atOnce(store.recordedSession(7))]).toEqual([false, undefined]);
    expect(await store.removeSession(8)).toBe(true);
    expect([store.recordedUsers(PROJECT), store.countRecorded()]).toEqual([[], 0]);
  });

  test('is not found where it is generated', async () => {
    const store = createStore();
    const id = DOCUMENTED_EVENTS[0]?.sessionId ?? 0;
    expect(await store.replaceSession(id, { events: [page('/')] })).toBeUndefined();
    expect(await eventsOf(store, PROJECT, MICKAEL)).toEqual(DOCUMENTED_EVENTS);
  });
});

test('replacing is the same as recording in a store that never had the session', async () => {
  const events = fc.array(fc.constantFrom(page('/a'), click('b')), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(events, events, events, async (first, other, second) => {
      const [store, plain] = [createStore(), createStore()];
      await record(store, { userId: 'ada', sessionId: 7, start: 100, events: first });
      for (const each of [store, plain]) await record(each, { userId: 'ada', sessionId: 8, start: 900, events: other });
      await store.replaceSession(7, { start: 500, events: second });
      await record(plain, { userId: 'ada', sessionId: 7, start: 500, events: second });
      expect(store.snapshot()).toEqual(plain.snapshot());
    }),
  );
});
