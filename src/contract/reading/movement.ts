import { describeDifference } from './difference.ts';
import type { Item } from './item.ts';

/**
 * Whether a list moved on as the data of a live server does: events were added, or the oldest sessions left, and what
 * stayed is as it was. Anything else is no movement but a mistake.
 */
export function hasMovedOn(before: readonly Item[], now: readonly Item[]): boolean {
  const known = new Set(before.map(({ key }) => key));
  const kept = now.filter((event) => known.has(event.key));
  const oldest = before.findIndex((event) => event.group === kept[0]?.group);
  const hasChanged = kept.length < now.length || kept.length < before.length;
  return hasChanged && oldest >= 0 && describeDifference(before.slice(oldest), kept) === undefined;
}

/**
 * The last instant of a list that grows while it is read: what lies up to there rests. Undefined where it moved in another
 * way than by events that are recorded from `since` on, in ms since 1970.
 */
export function restsUntil(before: readonly Item[], now: readonly Item[], since: number): number | undefined {
  const last = before.reduce((latest, { time }) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const known = new Set(before.map(({ key }) => key));
  const added = now.filter(({ key }) => !known.has(key));
  const isOnlyLonger = added.length > 0 && now.length - added.length === before.length;
  return isOnlyLonger && added.every(({ time }) => time > last && time >= since) ? last : undefined;
}
