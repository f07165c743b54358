import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../src/shared/json-pieces.ts';
import { atOnce } from '../../src/shared/slices.ts';

const text = (value: unknown) => Buffer.concat(atOnce(writeJson(value))).toString();

describe('JSON that is written in slices', () => {
  it('is what JSON.stringify writes, for any value', () => {
    const long = fc.array(fc.jsonValue({ maxDepth: 1 }), { minLength: 60, maxLength: 70 });
    const value = fc.oneof(fc.jsonValue(), long, fc.dictionary(fc.string(), fc.oneof(long, fc.constant(undefined))));
    fc.assert(
      fc.property(value, (given) => {
        expect(text(given)).toBe(JSON.stringify(given));
      }),
    );
  });

  it('omits undefined fields beside a long list, and writes null for undefined items, as JSON.stringify does', () => {
    const list = Array.from({ length: 100 }, (_, index) => (index === 50 ? undefined : { index, no: undefined }));
    const value = { no: undefined, list, more: 1 };
    expect(text(value)).toBe(JSON.stringify(value));
  });

  it('yields while it writes a long list of long items', () => {
    const item = { text: 'é'.repeat(10_000) };
    const turns = [...writeJson({ data: Array.from({ length: 1_000 }, () => item) })].length;
    expect(turns).toBeGreaterThan(100);
  });
});
