const SIDE_BY_SIDE = 4;

/** Checks items side by side, a few at a time; throws what the first of them in order throws. */
export async function sideBySide<T>(items: readonly T[], check: (item: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += SIDE_BY_SIDE) {
    const ends = await Promise.allSettled(items.slice(at, at + SIDE_BY_SIDE).map(check));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
