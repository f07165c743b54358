import { expect, test } from 'vitest';
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

test('gives the same buffer until something is recorded for the user', async () => {
  const store = createStore();
  const buffer = await store.find(PROJECT, MICKAEL);
  const before = buffer.events();
  await record(store, { userId: 'eve', events: [page('/')] });
  expect(await store.find(PROJECT, MICKAEL)).toBe(buffer);
  await record(store, { userId: MICKAEL, events: [page('/new')] });
  expect(names(await eventsOf(store, PROJECT, MICKAEL))).toEqual([...names(before), '/new']);
});

test('a record that comes while a user is being looked up is not lost', async () => {
  const store = createStore();
  const looking = store.find(PROJECT, 'eve');
  const recorded = record(store, { userId: 'eve', events: [page('/')] });
  await Promise.all([looking, recorded]);
  expect(names(await eventsOf(store, PROJECT, 'eve'))).toEqual(['/']);
});

test('finds users again that were pushed out of memory by others', async () => {
  const store = createStore();
  await record(store, { userId: 'eve', events: [page('/')] });
  await eventsOf(store, PROJECT, 'eve');
  await Promise.all(Array.from({ length: 1_500 }, (_, index) => store.find(PROJECT, `stranger-${index}`)));
  expect(names(await eventsOf(store, PROJECT, 'eve'))).toEqual(['/']);
});

test('a user ID with slashes is not taken for a project and a user', async () => {
  const store = createStore();
  await record(store, { projectKey: OTHER_PROJECT, userId: 'a/b', events: [page('/')] });
  expect(await eventsOf(store, `${OTHER_PROJECT}/a`, 'b')).toEqual([]);
});
