import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../src/answers/v2/paging.ts';

const rows = Array.from({ length: 120 }, (_, at) => at);

describe('Pages', () => {
  test('are consecutive parts of the list that add up to all of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 300 }), (limit, length) => {
        const list = Array.from({ length }, (_, at) => at);
        const pages = Array.from({ length: Math.ceil(length / limit) }, (_, at) =>
          pageOf(list, { limit: BigInt(limit), page: BigInt(at + 1) }),
        );
        expect(pages.flatMap((page) => page.rows)).toEqual(list);
        expect(pages.every(({ total }) => total === length)).toBe(true);
      }),
    );
  });

  test('have 50 rows by default, and start with the first', () => {
    expect(pageOf(rows, { limit: 0n, page: 0n })).toEqual({ total: 120, rows: rows.slice(0, 50) });
  });

  test('beyond the last are empty, with a total of 0', () => {
    expect(pageOf(rows, { limit: 50n, page: 4n })).toEqual({ total: 0, rows: [] });
  });

  test('wrap around at 64 bits', () => {
    expect(pageOf(rows, { limit: 4n, page: 4611686018427387905n }).rows).toEqual([0, 1, 2, 3]);
    expect(pageOf(rows, { limit: 50n, page: 9223372036854775807n }).rows).toEqual(rows.slice(0, 20));
    expect(pageOf(rows, { limit: 3n, page: 4611686018427387904n }).rows).toEqual([]);
  });
});
