import { describe, expect, test } from 'vitest';
import { filterRows } from '../../../src/answers/v2/filter-rows.ts';
import type { Filter } from '../../../src/api/v2/filter.ts';

const rows = [{ name: 'Ada' }, { name: 'bob', rank: 5 }, { name: 'Bea', rank: 57, tags: ['x', 'y'] }];
type Row = Readonly<Record<string, unknown>>;

const filter = (name: string, operator: string, ...value: string[]): Filter => ({
  name,
  operator,
  value,
  isEvent: false,
  propertyOrder: '',
  dataType: '',
  autoCaptured: false,
  filters: [],
});

function namesWith(...filters: readonly Filter[]): unknown[] {
  return filterRows<Row>(rows, filters, (row, { name }) => row[name]).map(({ name }) => name);
}

describe('A filter', () => {
  test('matches when one of its values does, and all filters have to match', () => {
    expect(namesWith(filter('name', 'is', 'Ada', 'Bea'))).toEqual(['Ada', 'Bea']);
    expect(namesWith(filter('name', 'is', 'Ada', 'Bea'), filter('rank', '>', '6'))).toEqual(['Bea']);
  });

  test('is case-sensitive for a whole value or its start or end, but not for a part', () => {
    expect(namesWith(filter('name', 'is', 'BOB'))).toEqual([]);
    expect(namesWith(filter('name', 'contains', 'B'))).toEqual(['bob', 'Bea']);
    expect(namesWith(filter('name', 'startsWith', 'be'))).toEqual(['Bea']);
    expect(namesWith(filter('name', 'endsWith', 'A'))).toEqual(['Ada', 'Bea']);
  });

  test('that negates matches rows with none of its values', () => {
    expect(namesWith(filter('rank', 'isNot', '5', '6'))).toEqual(['Ada', 'Bea']);
    expect(namesWith(filter('name', 'notContains', 'a'))).toEqual(['bob']);
  });

  test('compares numbers as numbers', () => {
    expect(namesWith(filter('rank', '<', '6'))).toEqual(['bob']);
    expect(namesWith(filter('rank', 'gte', '57'))).toEqual(['Bea']);
  });

  test('without values has no effect, unless it needs none', () => {
    expect(namesWith(filter('name', 'is'))).toHaveLength(3);
    expect(namesWith(filter('rank', 'isAny'))).toEqual(['bob', 'Bea']);
    expect(namesWith(filter('rank', 'isUndefined'))).toEqual(['Ada']);
  });

  test('matches a list when one of its elements does', () => {
    expect(namesWith(filter('tags', 'is', 'y'))).toEqual(['Bea']);
  });
});
