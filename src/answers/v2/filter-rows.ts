import { type Comparison, comparisonOf, type Filter } from '../../api/v2/filter.ts';

/** Reads a column or a property of a row. */
type ReadValue<R> = (row: R, filter: Filter) => unknown;

/** Returns the rows that match all filters. */
export function filterRows<R>(rows: readonly R[], filters: readonly Filter[], read: ReadValue<R>): readonly R[] {
  return rows.filter((row) => meetsFilters(row, filters, read));
}

/** Whether a row meets all filters, or with `or` one of them; if there is none, it does. */
export function meetsFilters<R>(row: R, filters: readonly Filter[], read: ReadValue<R>, order = 'and'): boolean {
  const isMetByRow = (filter: Filter) => isMet(filter, read(row, filter));
  return order === 'or' && filters.length > 0 ? filters.some(isMetByRow) : filters.every(isMetByRow);
}

type Compare = (actual: string, wanted: string) => boolean;

const has =
  (test: (actual: string, wanted: string) => boolean): Compare =>
  (actual, wanted) =>
    test(actual.toLowerCase(), wanted.toLowerCase());

const COMPARISONS: Readonly<Partial<Record<Comparison, Compare>>> = {
  is: (actual, wanted) => actual === wanted,
  contains: has((actual, wanted) => actual.includes(wanted)),
  startsWith: has((actual, wanted) => actual.startsWith(wanted)),
  endsWith: has((actual, wanted) => actual.endsWith(wanted)),
  greater: (actual, wanted) => Number(actual) > Number(wanted),
  greaterOrEqual: (actual, wanted) => Number(actual) >= Number(wanted),
  less: (actual, wanted) => Number(actual) < Number(wanted),
  lessOrEqual: (actual, wanted) => Number(actual) <= Number(wanted),
};

/** The operators that match if no value does. */
const OPPOSITES: Readonly<Partial<Record<Comparison, Comparison>>> = { isNot: 'is', notContains: 'contains' };

/** A filter without values has no effect, unless its operator needs none. */
function isMet({ operator, value }: Filter, actual: unknown): boolean {
  const comparison = comparisonOf(operator);
  if (comparison === 'isAny') return actual !== undefined;
  if (comparison === 'isUndefined') return actual === undefined;
  const opposite = OPPOSITES[comparison];
  const compare = COMPARISONS[opposite ?? comparison];
  if (!compare || value.length === 0) return true;
  const parts = (Array.isArray(actual) ? actual : actual === undefined ? [] : [actual]).map(String);
  const isSome = value.some((wanted) => parts.some((part) => compare(part, wanted)));
  return opposite === undefined ? isSome : !isSome;
}
