import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLike } from '../../../src/answers/v2/like.ts';

describe('A pattern', () => {
  test('matches what the same pattern matches as a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'B'), maxLength: 12 });
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_'), maxLength: 6 });
    fc.assert(
      fc.property(letters, patterns, (text, pattern) => {
        const same = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'i');
        expect(isLike(text, pattern)).toBe(same.test(text));
      }),
    );
  });

  test('with many wildcards is fast on a long text', () => {
    expect(isLike('a'.repeat(100_000), `${'%a'.repeat(50)}b`)).toBe(false);
  });
});
