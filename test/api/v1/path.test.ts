import { expect, test } from 'vitest';
import { readPath } from '../../../src/api/v1/path.ts';
import type { V1Release } from '../../../src/api/v1/release.ts';

interface Asked {
  readonly query?: string;
  readonly release?: V1Release;
  readonly headers?: Readonly<Record<string, string>>;
}

function locationOf(path: string, { query = '', release = 'last', headers = {} }: Asked = {}): string | undefined {
  const read = readPath(path, query, release, (name) => ({ host: 'h:1', ...headers })[name]);
  return 'path' in read ? undefined : read.headers?.location;
}

test('extra slashes redirect to the path without them, with the query re-encoded', () => {
  expect(locationOf('/v1/p/users/a%20b/sessions//', { query: 'start_date="1"' })).toBe(
    'http://h:1/v1/p/users/a%20b/sessions?start_date=%221%22',
  );
  expect(locationOf('/v1/p/users/a%20b/sessions')).toBeUndefined();
  expect(locationOf('/v1/projects/')).toBe('http://h:1/v1/projects');
  expect(locationOf('/v1/p/other/')).toBeUndefined();
});

test('the older release names its root path, and takes any scheme that it is given', () => {
  const asked = { release: '1.10', headers: { 'x-forwarded-proto': 'x' } } as const;
  expect(locationOf('/v1/p/jobs/', asked)).toBe('x://h:1/api/v1/p/jobs');
  expect(locationOf('/v1/p/jobs/', { ...asked, release: 'last' })).toBe('http://h:1/v1/p/jobs');
  expect(locationOf('/v1/p/jobs/', { headers: { 'x-forwarded-proto': 'https' } })).toBe('https://h:1/v1/p/jobs');
});

test('only the last release knows its root path, and redirects there', () => {
  expect(locationOf('/api', { query: 'x=1' })).toBe('http://h:1/api/?x=1');
  expect(locationOf('/api/')).toBeUndefined();
  expect(locationOf('/api', { release: '1.10' })).toBeUndefined();
});
