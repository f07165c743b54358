import { expect, test } from 'vitest';
import { documentedApi } from '../../src/api/documented/api.ts';
import { documentedPlace } from '../../src/api/documented/place.ts';
import { v2Api } from '../../src/api/v2/api.ts';
import { v2Place } from '../../src/api/v2/place.ts';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { placeOf } from '../../src/serve/place.ts';

test.each([
  [documentedApi, documentedPlace],
  [v2Api, v2Place],
])('The place of an API is that of its operations: $id', async (api, place) => {
  const { id, basePaths, paths, methodsForPages } = placeOf(api);
  expect(place).toMatchObject({ id, basePaths, paths });
  expect([...place.methodsForPages].sort()).toEqual([...methodsForPages].sort());
  expect(await place.loadApi()).toBe(api);
});

const ask = (path: string, authorization = DEVELOPMENT_KEY) => ({ method: 'GET', path, query: '', authorization });

test('The documented API answers at once, and v2 does when it has been loaded', async () => {
  const mock = createMock();
  expect(mock.handle(ask('/api/app/x/users/y/sessions'))).toHaveProperty('status', 404);
  const path = '/v2/api/public/x/users/y/sessions';
  const first = mock.handle(ask(path));
  expect(first).toBeInstanceOf(Promise);
  expect(await first).toMatchObject({ status: 405 });
  expect(mock.handle(ask(path))).toMatchObject({ status: 405 });
});

test('Requests that come while v2 is being loaded are all answered, and unknown paths are refused by the first API', async () => {
  const mock = createMock();
  const paths = Array.from({ length: 5 }, (_, at) => `/public/x/users/y${at}/sessions`);
  const replies = await Promise.all(paths.map((path) => mock.handle(ask(path))));
  expect(replies.map(({ status }) => status)).toEqual(paths.map(() => 405));
  const nobodys = await mock.handle(ask('/publicity'));
  expect(new TextDecoder().decode(nobodys.body)).toContain('There is nothing at this path');
});

test('A mock of v2 only answers any path', async () => {
  const { status, headers } = await createMock({ apis: ['v2'] }).handle(ask('/nothing'));
  expect([status, headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
});
