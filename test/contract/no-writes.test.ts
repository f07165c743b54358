import { expect, it } from 'vitest';
import { type Target, verifyContract } from '../../src/contract/index.ts';
import { createFetch, createMock } from '../../src/index.ts';

const mock = createMock();
const MOCK = { key: mock.options.keys[0] ?? '', projectKey: mock.options.projects[0] ?? '' };
const USER = 'mickael@openreplay.com';

/** A path without what a server may undo or ignore: percent-encoding (even repeated), letter case and punctuation. */
function plain(path: string): string {
  let text = path;
  for (let times = 0; times < 4; times += 1)
    text = text.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return text.toLowerCase().replace(/[^a-z\d/]/g, '');
}

const READS = ['GET', 'HEAD', 'OPTIONS'];

/** The lists of v2 are requested with POST, but only read; the end of the path may be spelled in any way. */
const V2_LIST = /users.*sessions/;

it.each<[string, Target, (path: string) => boolean]>([
  [
    'documented',
    { ...MOCK, baseUrl: 'http://localhost/api/app', userIds: [USER], fetch: createFetch(mock) },
    () => false,
  ],
  ['v1', { ...MOCK, baseUrl: 'http://localhost/api/v1', userIds: [USER], fetch: createFetch(mock) }, () => false],
  [
    'v2',
    { ...MOCK, baseUrl: 'http://localhost/v2/api/public', userIds: [USER], fetch: createFetch(mock) },
    (path) => V2_LIST.test(path),
  ],
])('no write request has the ID of a real user in its path: %s', async (_, target, isRead) => {
  const writes: string[] = [];
  const stem = plain(encodeURIComponent(target.userIds[0]?.split('@')[0] ?? '')).slice(0, 4);
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const isListed = request.method === 'POST' && isRead(plain(pathname));
    if (!READS.includes(request.method) && !isListed) writes.push(`${request.method} ${pathname}${search}`);
    return target.fetch?.(request) ?? Promise.reject(new Error('there is no server'));
  };
  for await (const event of verifyContract({ ...target, fetch, seed: 1, unsafeMethods: true })) {
    if (event.type === 'end') expect(event.summary.requests).toBeGreaterThan(300);
  }
  expect(writes.filter((line) => plain(line).includes(stem))).toEqual([]);
  expect(writes.filter((line) => line.startsWith('DELETE')).every((line) => line.includes('nobody-'))).toBe(true);
});
