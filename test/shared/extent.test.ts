import { expect, it } from 'vitest';
import { extentOf } from '../../src/shared/extent.ts';

it('finds the least and the greatest number, even of very many', () => {
  const many = Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 300_000);
  expect(extentOf(many)).toEqual([0, 299_999]);
  expect(extentOf([-3])).toEqual([-3, -3]);
  expect(extentOf([])).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
});
