import { cut, LEFT_OUT } from '../wire/cut.ts';
import type { Item } from './item.ts';
import { sortedText } from './sorted-text.ts';
import { withTiesSorted } from './ties.ts';

/** Cached texts: items do not change, and a run compares the same ones again and again. */
const texts = new WeakMap<Item, string>();

/** The whole item as text, independent of the order of keys. */
function canonical(item: Item): string {
  const text = texts.get(item) ?? sortedText(item.value);
  texts.set(item, text);
  return text;
}

/**
 * Describes how one list differs from the expected one; undefined if it does not.
 *
 * @param noun - what the items are called, in the plural.
 */
export function describeDifference(
  expected: readonly Item[],
  received: readonly Item[],
  noun = 'events',
): string | undefined {
  const isAsLong = expected.length === received.length;
  // the usual case, and much faster than comparing sorted texts
  if (isAsLong && expected.every(({ value }, index) => isAlike(value, received[index]?.value))) return undefined;
  const wantedKeys = new Set(expected.map(({ key }) => key));
  const gotKeys = new Set(received.map(({ key }) => key));
  const missing = expected.filter(({ key }) => !gotKeys.has(key));
  const extra = received.filter(({ key }) => !wantedKeys.has(key));
  const parts = [`${received.length} ${noun}`];
  if (missing.length > 0) parts.push(`missing ${nameSome(missing)}`);
  if (extra.length > 0) parts.push(`extra ${nameSome(extra)}`);
  if (missing.length + extra.length === 0) {
    // the order of items that share an instant is checked separately (ORDER-06)
    const [wanted, got] = [withTiesSorted(expected).map(canonical), withTiesSorted(received).map(canonical)];
    if (isAsLong && wanted.every((text, index) => text === got[index])) return undefined;
    parts.push(describeOrder(expected, received, wanted, got));
  }
  return parts.join(', ');
}

/** Whether two JSON values are equal, independent of the order of keys. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && isAlike(one[name], other[name]));
}

/** The number of characters shown of a value. */
const LONGEST_VALUE = 300;
/** The number of values shown of an item. */
const MOST_VALUES = 5;

function describeOrder(
  expected: readonly Item[],
  received: readonly Item[],
  wanted: readonly string[],
  got: readonly string[],
): string {
  if (received.length > expected.length) return 'some of them twice';
  if ([...wanted].sort().join() === [...got].sort().join()) return 'the same in another order';
  const at = expected.findIndex((_, index) => wanted[index] !== got[index]);
  return `with other values: ${describeValues(wanted[at], got[at])}`;
}

/** Names the values that differ in the first item that differs, without the equal ones. */
function describeValues(wanted = 'null', got = 'null'): string {
  const [before, now]: unknown[] = [JSON.parse(wanted), JSON.parse(got)];
  if (!isRecord(before) || !isRecord(now)) return insteadOf(now, before);
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  const shown = changed.slice(0, MOST_VALUES).map((name) => `${name} ${insteadOf(now[name], before[name])}`);
  return `${shown.join('; ')}${changed.length > shown.length ? `; ${LEFT_OUT}` : ''}`;
}

function insteadOf(now: unknown, before: unknown): string {
  const [got, wanted] = [now, before].map((value) => cut(JSON.stringify(value) ?? 'nothing', LONGEST_VALUE));
  return `${got} instead of ${wanted}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object';
}

function nameSome(items: readonly Item[]): string {
  const shown = items.slice(0, 3).map(({ name, time }) => `${name} at ${time}`);
  return `${items.length} (${shown.join('; ')}${items.length > 3 ? '; …' : ''})`;
}
