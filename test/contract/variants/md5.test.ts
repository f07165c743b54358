import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { md5 } from '../../../src/contract/variants/md5.ts';

it('md5 is that of the platform, at any length', () => {
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 200 });
  fc.assert(
    fc.property(ascii, (text) => {
      expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'));
    }),
    { seed: 1 },
  );
});
