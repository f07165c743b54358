import { describe, expect, test } from 'vitest';
import { createFetch, createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';

const url = `https://openreplay.example.com/api/app${sessionsPath()}`;
const init = { headers: { authorization: DEVELOPMENT_KEY } };

describe('createFetch', () => {
  const fetch = createFetch(createMock({ users: 0 }));

  test.each([
    ['a text', () => fetch(url, init)],
    ['a URL', () => fetch(new URL(url), init)],
    ['a Request', () => fetch(new Request(url, init))],
    ['a Request with other headers', () => fetch(new Request(url), init)],
    ['another host, with a fragment', () => fetch(`http://localhost:1${new URL(url).pathname}#top`, init)],
  ])('accepts %s', async (_, send) => {
    expect(await (await send()).text()).toBe(documentedReply);
  });

  test('gives a reply that knows its URL', async () => {
    expect((await fetch(url, init)).url).toBe(url);
    expect((await fetch(new Request(url), init)).url).toBe(url);
  });

  test('rejects, rather than throws, where fetch rejects', async () => {
    await expect(fetch('/no/host')).rejects.toThrow(TypeError);
    await expect(fetch(url, { ...init, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });
});
