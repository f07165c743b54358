import { describeDifference } from './difference.ts';
import type { Item } from './item.ts';

/** How the lists of an API move. */
export interface Movement {
  /** Whether lists begin with what is newest, so that the oldest leaves a full one where something comes. */
  readonly isNewestFirst?: boolean | undefined;
  /** Whether an item is the same one, with more that happened in it lately. */
  readonly goesOn?: ((before: Item, now: Item) => boolean) | undefined;
}

/**
 * Whether a list moved on as the data of a live server does: events were added, or the oldest sessions left, and what
 * stayed is as it was, or went on. Anything else is no movement but a mistake.
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
 * The last instant of a list that grows while it is read: what lies up to there rests. Undefined where it moved in another
 * way than by what is recorded from `since` on, in ms since 1970.
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

/** What of a list is still there, as it was where it only went on, and what came. */
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
