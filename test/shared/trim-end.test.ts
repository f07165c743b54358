import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trimEnd } from '../../src/shared/trim-end.ts';

it('removes what a pattern would', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('/', ' ', 'a') }), (text) => {
      expect(trimEnd(text, '/')).toBe(text.replace(/\/+$/, ''));
      expect(trimEnd(text, '/ ')).toBe(text.replace(/[/ ]+$/, ''));
    }),
  );
});
