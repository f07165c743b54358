import type { Filter } from '../filter.ts';

/** Reads what a filter asks for from a row: a column, or a property. */
export type ReadValue<R> = (row: R, filter: Filter) => unknown;

/** Keeps the rows that meet all filters; a filter without values has no effect. */
export function filterRows<R>(rows: readonly R[], filters: readonly Filter[], read: ReadValue<R>): readonly R[] {
  const effective = filters.filter(({ value, operator }) => value.length > 0 && operator !== 'isAny');
  if (effective.length === 0) return rows;
  return rows.filter((row) => effective.every((filter) => isMet(filter, read(row, filter))));
}

type Compare = (actual: string, wanted: string) => boolean;

const COMPARISONS: Readonly<Record<string, Compare>> = {
  is: (actual, wanted) => actual === wanted,
  '=': (actual, wanted) => Number(actual) === Number(wanted),
  contains: (actual, wanted) => actual.toLowerCase().includes(wanted.toLowerCase()),
  startsWith: (actual, wanted) => actual.toLowerCase().startsWith(wanted.toLowerCase()),
  endsWith: (actual, wanted) => actual.toLowerCase().endsWith(wanted.toLowerCase()),
  '>': (actual, wanted) => Number(actual) > Number(wanted),
  '>=': (actual, wanted) => Number(actual) >= Number(wanted),
  '<': (actual, wanted) => Number(actual) < Number(wanted),
  '<=': (actual, wanted) => Number(actual) <= Number(wanted),
};

/** Those that say that none of the values may be met. */
const OPPOSITES: Readonly<Record<string, string>> = { isNot: 'is', '!=': '=', notContains: 'contains' };

function isMet({ operator, value }: Filter, actual: unknown): boolean {
  if (operator === 'isUndefined') return actual === undefined || actual === '';
  const opposite = OPPOSITES[operator];
  const compare = COMPARISONS[opposite ?? operator];
  if (!compare) return true;
  const parts = (Array.isArray(actual) ? actual : [actual ?? '']).map(String);
  const isSome = value.some((wanted) => parts.some((part) => compare(part, wanted)));
  return opposite === undefined ? isSome && actual !== undefined : !isSome;
}
