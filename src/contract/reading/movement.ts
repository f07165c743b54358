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
