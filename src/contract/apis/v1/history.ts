import type { History } from '../../asking/probe.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import type { Item } from '../../reading/item.ts';
import type { Window } from '../../reading/window.ts';
import { byId } from './summaries.ts';

/** How many sessions one list holds at most. */
export const MOST_SESSIONS = 50;

/** A date behind all sessions that a server may have. */
const LAST_DATE = 9_999_999_999_999;
/** A server that takes no notice of dates must not keep a run for ever. */
const MOST_LISTS = 150;

/**
 * A list holds the 50 sessions with the lowest IDs of those that start in the window: what comes after them is found in
 * narrower windows.
 */
export const sessionHistory: History = {
  dates: 'dates filter sessions by their start, both ends included',
  read: async (list) => {
    const found = new Map<string, Item>();
    const take = async (window: Window) => {
      const items = await list({ window });
      for (const item of items ?? []) found.set(item.key, item);
      return items;
    };
    const all = await take({});
    if (!all) return undefined;
    const isFull = async (part: Part): Promise<boolean> => {
      const items = await take(part);
      // where as many come as at first there may be more
      return (
        items !== undefined &&
        items.length >= Math.min(MOST_SESSIONS, all.length) &&
        items.every(({ time }) => time >= part.start && time <= part.end)
      );
    };
    let open: Part[] = all.length >= FEWEST_CUT ? [{ start: 0, end: LAST_DATE }] : [];
    for (let left = MOST_LISTS; open.length > 0 && left > 0; ) {
      const parts = open.flatMap(partsOf).slice(0, left);
      left -= parts.length;
      const full = await sideBySide(parts, isFull);
      open = parts.filter((part, index) => full[index] && part.end > part.start);
    }
    return [...found.values()].sort(byId);
  },
  keep: (all, { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY }) =>
    all.filter(({ time }) => time >= Number(start) && time <= Number(end)).slice(0, MOST_SESSIONS),
};

/** Shorter lists are not cut off. */
const FEWEST_CUT = 5;

interface Part {
  readonly start: number;
  readonly end: number;
}

/** A window is cut into so many, which are asked for side by side. */
const PARTS = 4;

function partsOf({ start, end }: Part): Part[] {
  const width = Math.ceil((end - start + 1) / PARTS);
  const starts = Array.from({ length: PARTS }, (_, index) => start + index * width).filter((from) => from <= end);
  return starts.map((from) => ({ start: from, end: Math.min(from + width - 1, end) }));
}
