import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength, isUtf8, readPath } from '../../../src/api/v2/path.ts';
import { anyCharacter } from '../../support/any-character.ts';

const withoutSlashes = fc
  .string({ unit: anyCharacter, minLength: 1 })
  .filter((id) => !id.includes('/') && id !== '.' && id !== '..' && id.isWellFormed());

describe('A path', () => {
  test('gives back any ID without a slash, however it is percent-encoded', () => {
    fc.assert(
      fc.property(withoutSlashes, (id) => {
        const bytes = Array.from(new TextEncoder().encode(id), (byte) => `%${byte.toString(16).padStart(2, '0')}`);
        expect(readPath(`/users/${encodeURIComponent(id)}/sessions`)).toEqual({ path: `/users/${id}/sessions` });
        expect(readPath(`/users/${bytes.join('')}/sessions`)).toEqual({ path: `/users/${id}/sessions` });
      }),
    );
  });

  test('is decoded once', () => {
    expect(readPath('/%2541')).toEqual({ path: '/%41' });
  });

  test('is cleaned, and then encoded again', () => {
    const moves: readonly (readonly [string, string])[] = [
      ['//a', '/a'],
      ['/a//b', '/a/b'],
      ['/a/./b/../c', '/a/c'],
      ['/a%2F%2Fb', '/a/b'],
      ['/../..', '/'],
      ['/a//', '/a/'],
      ["//(b)!'*;:@=+$,&~ %C3%BC", '/%28b%29%21%27%2A;:@=+$,&~%20%C3%BC'],
      ['*', '/%2A'],
    ];
    for (const [from, to] of moves) expect(readPath(from)).toEqual({ location: to });
  });

  test('that is redirected is clean afterwards', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('/', '.', 'a', '%2F', '%20') }), (text) => {
        const read = readPath(`/${text}`);
        if (read && 'location' in read) expect(readPath(read.location)).toHaveProperty('path');
      }),
    );
  });

  test('with a bad escape is invalid', () => {
    for (const bad of ['/100%', '/%ZZ', '/%2']) expect(readPath(bad)).toBeUndefined();
  });

  test('with bytes that are not UTF-8 equals no text, and is as long as its bytes', () => {
    const read = readPath('/j%FCrgen');
    const path = read && 'path' in read ? read.path : '';
    expect(path).not.toBe('/j\ufffdrgen');
    expect([isUtf8(path), byteLength(path)]).toEqual([false, 7]);
    expect([isUtf8('/jürgen'), byteLength('/jürgen')]).toEqual([true, 8]);
  });
});
