import { expect, test } from 'vitest';
import { createStore, MICKAEL, names, OTHER_PROJECT, PROJECT, page } from '../support/stores.ts';

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

test('gives the same array until something is recorded for the user', async () => {
  const store = createStore();
  const before = await store.find(PROJECT, MICKAEL);
  await store.record({ userId: 'eve', events: [page('/')] });
  expect(await store.find(PROJECT, MICKAEL)).toBe(before);
  await store.record({ userId: MICKAEL, events: [page('/new')] });
  expect(names(await store.find(PROJECT, MICKAEL))).toEqual([...names(before), '/new']);
});

test('a record that comes while a user is being looked up is not lost', async () => {
  const store = createStore();
  const looking = store.find(PROJECT, 'eve');
  const recorded = store.record({ userId: 'eve', events: [page('/')] });
  await Promise.all([looking, recorded]);
  expect(names(await store.find(PROJECT, 'eve'))).toEqual(['/']);
});

test('finds users again that were pushed out of memory by others', async () => {
  const store = createStore();
  await store.record({ userId: 'eve', events: [page('/')] });
  await store.find(PROJECT, 'eve');
  await Promise.all(Array.from({ length: 1_500 }, (_, index) => store.find(PROJECT, `stranger-${index}`)));
  expect(names(await store.find(PROJECT, 'eve'))).toEqual(['/']);
});

test('a user ID with slashes is not taken for a project and a user', async () => {
  const store = createStore();
  await store.record({ projectKey: OTHER_PROJECT, userId: 'a/b', events: [page('/')] });
  expect(await store.find(`${OTHER_PROJECT}/a`, 'b')).toEqual([]);
});
