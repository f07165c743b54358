import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/contract/reading/refusal.ts';

const BASE_URL = 'http://server.test/api/app';

function refusal(text: string, { user = 'ada%40a.test', headers = {} as Record<string, string>, status = 404 } = {}) {
  const url = `${BASE_URL}/KEY1/users/${user}/sessions`;
  const request = { method: 'GET', url, headers: {}, credential: undefined, isOdd: false };
  return refusalOf(
    { request, reply: { status, headers: new Headers(headers), bytes: new Uint8Array(), text } },
    BASE_URL,
  );
}

describe('two refusals are equal', () => {
  it.each([
    ['path', 'Nothing at /api/app/KEY1/users/ada%40a.test/sessions', 'Nothing at /api/app/KEY1/users/eve/sessions'],
    [
      'URL',
      `Nothing at ${BASE_URL}/KEY1/users/ada%40a.test/sessions`,
      `Nothing at ${BASE_URL}/KEY1/users/eve/sessions`,
    ],
    [
      'decoded path',
      'Nothing at /api/app/KEY1/users/ada@a.test/sessions',
      'Nothing at /api/app/KEY1/users/eve/sessions',
    ],
  ])('if they differ only in the %s they name', (_, one, other) => {
    expect(refusal(one)).toBe(refusal(other, { user: 'eve' }));
  });

  it('if they differ only in the user or in numbers', () => {
    expect(refusal('No user ada@a.test here.')).toBe(refusal('No user eve1 here.', { user: 'eve1' }));
    expect(refusal('Request 12: no.')).toBe(refusal('Request 3: no.'));
    expect(refusal('Trace 0af7651916cd43dd: no.')).toBe(refusal('Trace b7ad6b7169203331-7: no.'));
  });

  it('if they name a user whose ID starts like the project', () => {
    expect(refusal('No user KEY1x.', { user: 'KEY1x' })).toBe(refusal('No user ada1.', { user: 'ada1' }));
  });

  it('if they differ only in headers that change with every reply', () => {
    const passing = { date: 'x', 'x-ratelimit-left': '1', 'set-cookie': 'a', age: '1' };
    expect(refusal('', { headers: passing })).toBe(refusal(''));
    expect(refusal('', { headers: { 'x-a': '1' } })).toBe(refusal('', { headers: { 'x-a': '2' } }));
  });
});

describe('two refusals are different', () => {
  it.each([
    ['status', refusal('', { status: 403 }), refusal('')],
    ['headers', refusal('', { headers: { 'x-known': 'yes' } }), refusal('')],
    ['words', refusal('No such user.'), refusal('No such project.')],
  ])('because of their %s', (_, one, other) => {
    expect(one).not.toBe(other);
  });

  it('because of words that every path contains, or that are too short to come from a path', () => {
    expect(refusal('users')).not.toBe(refusal(''));
    expect(refusal('sessions')).not.toBe(refusal(''));
    expect(refusal('app')).not.toBe(refusal(''));
    expect(refusal('ada', { user: 'ada' })).not.toBe(refusal(''));
    expect(refusal('ada1', { user: 'ada1' })).toBe(refusal(''));
    expect(refusal('KEY1')).toBe(refusal(''));
  });
});

it('the last words of the base URL do not identify the request', () => {
  const baseUrl = 'http://server.test/openreplay';
  const request = { method: 'GET', url: `${baseUrl}/KEY1`, headers: {}, credential: undefined, isOdd: false };
  const reply = { status: 404, headers: new Headers(), bytes: new Uint8Array(), text: 'openreplay KEY1' };
  expect(refusalOf({ request, reply }, baseUrl)).toBe('404  openreplay ');
});

it('a missing refusal has neither headers nor words', () => {
  const request = { method: 'GET', url: `${BASE_URL}/x`, headers: {}, credential: undefined, isOdd: false };
  expect(refusalOf({ request, fault: { kind: 'timeout', message: '' } }, BASE_URL)).toBe('undefined  ');
});
