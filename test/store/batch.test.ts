import { describe, expect, test } from 'vitest';
import { Replica } from '../../src/journal/replica.ts';
import { RecordError } from '../../src/shared/errors.ts';
import { MemoryJournal } from '../support/memory-journal.ts';
import { click, createStore, eventsOf, names, OTHER_PROJECT, PROJECT, page, record } from '../support/stores.ts';

const many = <T>(item: T, length = 200_000): T[] => Array.from({ length }, () => item);

describe('a batch', () => {
  test('is stored whole, later visits after earlier ones', async () => {
    const store = createStore();
    const rows = await store.record([
      { userId: 'ada', events: [page('/')] },
      { userId: 'eve', events: [page('/eve')] },
      { userId: 'ada', events: [page('/again')] },
    ]);
    expect(rows.map(({ userId, events }) => [userId, names(events)])).toEqual([
      ['ada', ['/', '/again']],
      ['eve', ['/eve']],
    ]);
    const events = await eventsOf(store, PROJECT, 'ada');
    expect(names(events)).toEqual(['/', '/again']);
    expect(new Set(events.map(({ sessionId }) => sessionId)).size).toBe(2);
  });

  test('with one wrong visit is refused as a whole, each fault with its place', async () => {
    const store = createStore();
    const batch = [
      { userId: 'ada', events: [page('/')] },
      { userId: 'ada', sessionId: 5, events: [click('a', { messageId: 3 }), click('b', { messageId: 3 })] },
      { userId: '', events: [] },
    ];
    const error = await store.record([batch[0], batch[2]] as never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RecordError);
    expect((error as RecordError).issues.map(({ path }) => path)).toEqual(['[1].userId', '[1].events']);
    await expect(store.record(batch.slice(0, 2))).rejects.toThrow('[1].events[1].messageId: 3 is already taken');
    expect(await eventsOf(store, PROJECT, 'ada')).toEqual([]);
    expect(store.countRecorded()).toBe(0);
  });

  test.each<[string, unknown[], string]>([
    ['visits that are none', many(5), '[0]: expected an object, received 5'],
    [
      'events that are none',
      [{ userId: 'ada', events: many(5) }],
      '[0].events[0]: expected an object, received 5; [0].events[1]: ',
    ],
    [
      'a messageId again and again',
      [{ userId: 'ada', sessionId: 5, events: many(click('a', { messageId: 3 })) }],
      '[0].events[1].messageId: 3 is already taken',
    ],
  ])('with more faults than fit on a stack is refused with the first thousand: %s', async (_, batch, first) => {
    const store = createStore();
    const error = await store.record(batch as never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RecordError);
    const { issues, message } = error as RecordError;
    expect(issues).toHaveLength(1_000);
    expect(message).toContain(`Failed to record: ${first}`);
    expect(message).toMatch(/ These are the first 1000 reasons; there may be more\. Nothing was stored\.$/);
    expect(store.countRecorded()).toBe(0);
  });

  test('of many visits that contradict each other is refused with the first thousand', async () => {
    const store = createStore();
    const visit = { userId: 'ada', sessionId: 5, events: [click('a', { messageId: 3 })] };
    const error = await store.record(many(visit, 2_000)).catch((reason: unknown) => reason);
    expect((error as RecordError).issues).toHaveLength(1_000);
    expect((error as RecordError).issues[0]?.path).toBe('[1].events[0].messageId');
    expect(store.countRecorded()).toBe(0);
  });

  test('without visits changes nothing', async () => {
    const { store, journal } = await createKept();
    expect(await store.record([])).toEqual([]);
    expect(journal.kept).toEqual([]);
  });

  test('is counted by user', async () => {
    const store = createStore();
    await store.record([
      { userId: 'ada', events: [page('/'), click('Go')] },
      { userId: 'ada', projectKey: OTHER_PROJECT, events: [page('/')] },
    ]);
    expect(store.countRecorded()).toBe(3);
    expect(store.countRecorded({ projectKey: PROJECT, userId: 'ada' })).toBe(2);
    expect(store.recordedUsers(PROJECT)).toEqual(['ada']);
  });
});

/** A store whose changes a journal keeps. */
async function createKept(journal = new MemoryJournal()) {
  const replica = new Replica();
  const store = createStore({ replica });
  const detach = await replica.attach(journal);
  return { store, journal, replica, detach };
}

describe('a journal', () => {
  test('brings back what was recorded, restored and reset', async () => {
    const { store, journal } = await createKept();
    await record(store, { userId: 'ada', events: [page('/gone')] });
    const saved = store.snapshot();
    await store.reset();
    await record(store, { userId: 'eve', events: [page('/since')] });
    await store.restore(saved);
    await record(store, { userId: 'ada', events: [page('/more')] });

    const { store: other } = await createKept(journal);
    expect(other.snapshot()).toEqual(store.snapshot());
    expect(names(await eventsOf(other, PROJECT, 'ada'))).toEqual(['/gone', '/more']);
    expect(await eventsOf(other, PROJECT, 'eve')).toEqual([]);
  });

  test('that cannot take a change leaves the state as it was', async () => {
    const { store, journal } = await createKept();
    await record(store, { userId: 'ada', events: [page('/')] });
    const before = store.snapshot();
    journal.failure = new Error('no space left');
    await expect(record(store, { userId: 'ada', events: [page('/lost')] })).rejects.toThrow('no space left');
    await expect(store.reset()).rejects.toThrow('no space left');
    await expect(store.restore({ version: 1, recorded: [] })).rejects.toThrow('no space left');
    expect(store.snapshot()).toEqual(before);
    expect(names(await eventsOf(store, PROJECT, 'ada'))).toEqual(['/']);
  });

  test('with events of a project that the store does not know is refused', async () => {
    const journal = new MemoryJournal();
    const known = { projectKey: PROJECT, userId: 'ada', events: [] };
    await journal.append({ type: 'record', rows: [known, { ...known, projectKey: 'gone' }] }, 0);
    const replica = new Replica();
    const store = createStore({ replica });
    await expect(replica.attach(journal)).rejects.toThrow(/state that was kept: gone: is not a project of this mock/);
    expect(store.snapshot().recorded).toEqual([]);
    await record(store, { userId: 'ada', events: [page('/')] });
    expect(journal.kept).toHaveLength(1);
  });
});
