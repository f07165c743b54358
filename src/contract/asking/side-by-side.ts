const SIDE_BY_SIDE = 4;

/**
 * Checks items concurrently, a few at a time, and returns the results in the order of the items; throws the error of the
 * first item that has one.
 */
export async function sideBySide<T, R>(items: readonly T[], check: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += SIDE_BY_SIDE) {
    const ends = await Promise.allSettled(items.slice(at, at + SIDE_BY_SIDE).map(check));
    for (const end of ends) {
      if (end.status === 'rejected') throw end.reason;
      results.push(end.value);
    }
  }
  return results;
}
