import { describeDifference } from './difference.ts';
import type { Item } from './item.ts';

/** How the lists of an API change. */
export interface Movement {
  /** Whether lists begin with the newest item, so that a new one pushes the oldest out of a full list. */
  readonly isNewestFirst?: boolean | undefined;
  /** Whether an item only has more at its end than before. */
  readonly goesOn?: ((before: Item, now: Item) => boolean) | undefined;
}

/**
 * Whether a list changed the way a live server's data does: events were added, or the oldest sessions expired, and
 * everything else is unchanged or only has more at its end. Any other change is a fault.
 */
export function hasMovedOn(before: readonly Item[], now: readonly Item[], movement: Movement = {}): boolean {
  const inTime = (list: readonly Item[]) => (movement.isNewestFirst ? [...list].reverse() : list);
  const older = inTime(before);
  const { kept, added, wentOn } = compareLists(older, inTime(now), movement);
  const oldest = older.findIndex((event) => event.group === kept[0]?.group);
  const hasChanged = added.length > 0 || wentOn.length > 0 || kept.length < before.length;
  return hasChanged && oldest >= 0 && describeDifference(older.slice(oldest), kept) === undefined;
}

/**
 * The last instant up to which a list is stable while it grows during the run. Undefined if it changed in any other
 * way than by events recorded from `since` on, in ms since 1970.
 */
export function restsUntil(
  before: readonly Item[],
  now: readonly Item[],
  since: number,
  movement: Movement = {},
): number | undefined {
  const last = before.reduce((latest, { time }) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const { kept, added, wentOn } = compareLists(before, now, movement);
  const isFull = movement.isNewestFirst && now.length === before.length;
  const isOnlyMore = added.length + wentOn.length > 0 && (isFull || kept.length === before.length);
  if (!isOnlyMore || !added.every(({ time }) => time > last && time >= since)) return undefined;
  return wentOn.reduce((until, { time }) => Math.min(until, time - 1), last);
}

/** The items that are still in a list, as they were if they only went on, and those that were added. */
function compareLists(before: readonly Item[], now: readonly Item[], { goesOn }: Movement) {
  const known = new Map(before.map((item) => [item.key, item]));
  const added = now.filter(({ key }) => !known.has(key));
  const wentOn = now.filter((item) => {
    const old = known.get(item.key);
    return old !== undefined && goesOn?.(old, item) === true;
  });
  const isOn = new Set(wentOn);
  const kept = now.flatMap((item) => {
    const old = known.get(item.key);
    return old ? [isOn.has(item) ? old : item] : [];
  });
  return { kept, added, wentOn };
}
