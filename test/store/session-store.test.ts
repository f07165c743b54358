import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { createStore, eventsOf, MICKAEL, names, OTHER_PROJECT, PROJECT, page, record } from '../support/stores.ts';

test('knows its projects and no other', () => {
  const store = createStore();
  expect([PROJECT, OTHER_PROJECT, '', 'toString', PROJECT.toLowerCase()].map((key) => store.hasProject(key))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('returns the same buffer until something is recorded for the user', async () => {
  const store = createStore();
  const buffer = await store.find(PROJECT, MICKAEL);
  const before = buffer.events();
  await record(store, { userId: 'eve', events: [page('/')] });
  expect(await store.find(PROJECT, MICKAEL)).toBe(buffer);
  await record(store, { userId: MICKAEL, events: [page('/new')] });
  expect(names(await eventsOf(store, PROJECT, MICKAEL))).toEqual([...names(before), '/new']);
});

test('keeps a record that comes while a user is being looked up', async () => {
  const store = createStore();
  const looking = store.find(PROJECT, 'eve');
  const recorded = record(store, { userId: 'eve', events: [page('/')] });
  await Promise.all([looking, recorded]);
  expect(names(await eventsOf(store, PROJECT, 'eve'))).toEqual(['/']);
});

test('finds users again that were evicted from memory by others', async () => {
  const events = async () => DOCUMENTED_EVENTS;
  const store = createStore({ source: { events }, cache: { users: 2 } });
  await record(store, { userId: 'eve', events: [page('/')] });
  const first = await store.find(PROJECT, 'eve');
  expect(names(first.events())).toContain('/');
  await store.find(PROJECT, 'ada');
  expect(await store.find(PROJECT, 'eve')).toBe(first);
  await store.find(PROJECT, 'bob');
  await store.find(PROJECT, 'ada');
  const again = await store.find(PROJECT, 'eve');
  expect(again).not.toBe(first);
  expect(again.events()).toEqual(first.events());
});

test('a user ID with slashes is not taken for a project and a user', async () => {
  const store = createStore();
  await record(store, { projectKey: OTHER_PROJECT, userId: 'a/b', events: [page('/')] });
  expect(await eventsOf(store, `${OTHER_PROJECT}/a`, 'b')).toEqual([]);
});
