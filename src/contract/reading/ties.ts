import type { Item } from './item.ts';

/** The items, with those that are adjacent and share an instant sorted by key. */
export function withTiesSorted(items: readonly Item[]): Item[] {
  const sorted: Item[] = [];
  let tied: Item[] = [];
  const close = () => {
    if (tied.length > 1) tied.sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const each of tied) sorted.push(each);
    tied = [];
  };
  for (const item of items) {
    if (tied[0] && tied[0].time !== item.time) close();
    tied.push(item);
  }
  close();
  return sorted;
}

/** Whether two lists contain the same items in the same order. */
export function isSameOrder(before: readonly Item[], now: readonly Item[]): boolean {
  return before.length === now.length && before.every(({ key }, index) => key === now[index]?.key);
}

/** Whether two lists contain the same items and differ at most in the order of those that share an instant. */
export function isSameButForTies(before: readonly Item[], now: readonly Item[]): boolean {
  return isSameOrder(withTiesSorted(before), withTiesSorted(now));
}
