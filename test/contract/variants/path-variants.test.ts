import { describe, expect, it } from 'vitest';
import { encodeFirst, lastSegment, withBehind, withoutLast } from '../../../src/contract/variants/path-variants.ts';

const PATH = '/api/app/KEY/users/a%2Fb/sessions';

describe('a rewritten path', () => {
  it.each([
    [
      'with its last segment in upper case',
      lastSegment((last) => last.toUpperCase()),
      '/api/app/KEY/users/a%2Fb/SESSIONS',
    ],
    ['with a doubled slash', lastSegment((last) => `/${last}`), '/api/app/KEY/users/a%2Fb//sessions'],
    ['with its last segment percent-encoded', lastSegment(encodeFirst), '/api/app/KEY/users/a%2Fb/%73essions'],
    ['with something behind', withBehind(';x=1'), '/api/app/KEY/users/a%2Fb/sessions;x=1'],
    ['without its last segment', withoutLast, '/api/app/KEY/users/a%2Fb'],
  ])('%s', (_, respell, expected) => {
    expect(respell(PATH)).toBe(expected);
  });
});
