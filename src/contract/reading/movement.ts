import { describeDifference, keyOf, type WireEvent } from './events.ts';

/**
 * Whether a list moved on as the data of a live server does: events were added, or the oldest sessions left, and what
 * stayed is as it was. Anything else is no movement but a mistake.
 */
export function hasMovedOn(before: readonly WireEvent[], now: readonly WireEvent[]): boolean {
  const known = new Set(before.map(keyOf));
  const kept = now.filter((event) => known.has(keyOf(event)));
  const oldest = before.findIndex((event) => event.sessionId === kept[0]?.sessionId);
  const hasChanged = kept.length < now.length || kept.length < before.length;
  return hasChanged && oldest >= 0 && describeDifference(before.slice(oldest), kept) === undefined;
}
