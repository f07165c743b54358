import { describeDifference } from './difference.ts';
import type { Item } from './item.ts';

/**
 * Whether a list changed the way a live server's data does: events were added, or the oldest sessions expired, and
 * everything else is unchanged. Any other change is a fault.
 */
export function hasMovedOn(before: readonly Item[], now: readonly Item[]): boolean {
  const known = new Set(before.map(({ key }) => key));
  const kept = now.filter((event) => known.has(event.key));
  const oldest = before.findIndex((event) => event.group === kept[0]?.group);
  const hasChanged = kept.length < now.length || kept.length < before.length;
  return hasChanged && oldest >= 0 && describeDifference(before.slice(oldest), kept) === undefined;
}

/**
 * The last instant up to which a list is stable while it grows during the run. Undefined if it changed in any other
 * way than by events recorded from `since` on, in ms since 1970.
 */
export function restsUntil(before: readonly Item[], now: readonly Item[], since: number): number | undefined {
  const last = before.reduce((latest, { time }) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const known = new Set(before.map(({ key }) => key));
  const added = now.filter(({ key }) => !known.has(key));
  const isOnlyLonger = added.length > 0 && now.length - added.length === before.length;
  return isOnlyLonger && added.every(({ time }) => time > last && time >= since) ? last : undefined;
}
