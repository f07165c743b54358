import { describe, expect, it } from 'vitest';
import { isGivenAgain, isKept, toVary, varies } from '../../../src/contract/reading/caching.ts';
import { startsAs } from '../../../src/contract/reading/coding.ts';

const answer = (headers: Record<string, string>, method = 'GET') => ({
  request: { method, url: 'http://server.test/', headers: {}, credential: undefined, isOdd: false },
  reply: { status: 200, headers: new Headers(headers), bytes: new Uint8Array(), text: '' },
});

describe('an answer', () => {
  it.each([
    ['that says nothing', undefined, true, false],
    ['for its owner only', 'private', true, false],
    ['fresh for a minute', 'private, max-age=60', true, true],
    ['fresh for a minute, in capitals and quotes', 'Max-Age="60"', true, true],
    ['fresh for a minute in shared caches', 's-maxage=60', true, true],
    ['never fresh', 'max-age=0', true, false],
    ['fresh for a minute, but to be revalidated', 'max-age=60, no-cache', true, false],
    ['not to be stored', 'no-store, max-age=60', false, false],
  ])('%s', (_, control, kept, again) => {
    const exchange = answer(control === undefined ? {} : { 'cache-control': control });
    expect([isKept(exchange), isGivenAgain(exchange)]).toEqual([kept, again]);
  });

  it('to POST is not cached', () => {
    expect(isKept(answer({ 'cache-control': 'max-age=60' }, 'POST'))).toBe(false);
  });

  it.each([
    ['Accept', true],
    ['Origin, accept', true],
    ['*', true],
    ['Accept-Encoding', false],
    ['', false],
  ])('with Vary: %s depends on Accept: %s', (vary, does) => {
    expect(varies(answer({ vary }).reply, 'accept')).toBe(does);
  });
});

it('the Vary header of an answer is formatted for reports', () => {
  expect([toVary(answer({ vary: 'Accept, origin' }).reply), toVary(answer({}).reply), toVary(undefined)]).toEqual([
    'Vary: Accept, origin',
    'no Vary',
    'no Vary',
  ]);
});

describe('bytes', () => {
  it.each([
    ['gzip', [0x1f, 0x8b, 0x08, 0]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
    [undefined, [0x7b, 0x7d]],
    [undefined, [0x1f, 0x8b]],
  ])('are recognised as %s by their beginning', (coding, bytes) => {
    expect(startsAs(Uint8Array.from(bytes))).toBe(coding);
  });
});
