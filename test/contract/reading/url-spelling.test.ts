import { describe, expect, it } from 'vitest';
import { decodeLeniently, neighbours, plainPath, withoutOwnPath } from '../../../src/contract/reading/url-spelling.ts';

const page = (number: number, path: string, more: object = {}) => ({
  sessionId: 1,
  messageId: number * 2 ** 32 + 5,
  host: 'shop.example.org',
  path,
  referrer: 'https://shop.example.org/a',
  ...more,
});

describe('neighbours', () => {
  it('pairs a page with the referrer of the next page', () => {
    expect(neighbours([page(0, '/a'), page(1, '/b')])).toEqual([['/a', '/a']]);
  });

  it.each([
    ['of another session', page(1, '/b', { sessionId: 2 })],
    ['that is not the next one', page(2, '/b')],
    ['that is the same page again', page(0, '/b')],
    ['that came from another host', page(1, '/b', { referrer: 'https://other.example.org/a' })],
    ['without a referrer', page(1, '/b', { referrer: null })],
  ])('pairs nothing with a page %s', (_, next) => {
    expect(neighbours([page(0, '/a'), next])).toEqual([]);
  });

  it('pairs nothing with a page whose path is not a string', () => {
    expect(neighbours([page(0, '/a', { path: null }), page(1, '/b')])).toEqual([]);
  });
});

describe('plainPath', () => {
  it.each([
    ['/A/b', '/a/b'],
    ['/a%2Fb', '/a/b'],
    ['/caf%C3%A9', '/café'],
    ['/a%2fb//', '/a/b'],
    ['/100%', '/100%'],
    ['/%ff', '/%ff'],
  ])('%s becomes %s', (path, plain) => {
    expect(plainPath(path)).toBe(plain);
  });
});

it('decodeLeniently leaves what it cannot decode', () => {
  expect([decodeLeniently('%41'), decodeLeniently('%'), decodeLeniently('%41%')]).toEqual(['A', '%', '%41%']);
});

describe('withoutOwnPath', () => {
  const url = 'http://h.example.org/api/app/KEY/users/a%20b/sessions?x=1';
  const textOf = (text: string, longest = 1_000) =>
    withoutOwnPath(
      {
        request: { method: 'GET', url, headers: {}, credential: undefined, isOdd: false },
        reply: { status: 404, headers: new Headers(), bytes: new Uint8Array(), text },
      },
      longest,
    );

  it('recognises a path with dot segments as sent, which a URL parser would resolve', () => {
    const sent = '/./api/./app/./KEY/./users/./a%20b/./sessions';
    const exchange = {
      request: { method: 'GET', url: `http://h.example.org${sent}`, headers: {}, credential: undefined, isOdd: true },
      reply: { status: 404, headers: new Headers(), bytes: new Uint8Array(), text: `Cannot GET ${sent}` },
    };
    expect(withoutOwnPath(exchange, 1_000)).toBe('Cannot GET ');
  });

  it('returns the beginning of a text without a path', () => {
    expect(textOf('no such user', 7)).toBe('no such');
  });

  it('recognises a path with JSON escapes', () => {
    const exchange = {
      request: {
        method: 'GET',
        url: 'http://h.example.org/api/app/KEY/users/a%22b/sessions',
        headers: {},
        credential: undefined,
        isOdd: false,
      },
      reply: { status: 404, headers: new Headers(), bytes: new Uint8Array(), text: '' },
    };
    const text = JSON.stringify({ path: '/api/app/KEY/users/a"b/sessions' });
    expect(withoutOwnPath({ ...exchange, reply: { ...exchange.reply, text } }, 1_000)).toBe('{"path":""}');
  });

  it.each([
    [`no ${url}`, 'no '],
    ['no /api/app/KEY/users/a%20b/sessions', 'no '],
    ['no /api/app/KEY/users/a b/sessions', 'no '],
    ['no /users/a%20b/sessions here', 'no  here'],
    ['no /sessions', 'no /sessions'],
    ['no /home/app/users', 'no /home/app/users'],
  ])('turns %j into %j', (text, rest) => {
    expect(textOf(text)).toBe(rest);
  });
});
