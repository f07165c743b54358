import type { History } from '../../asking/probe.ts';
import { sideBySide } from '../../asking/side-by-side.ts';
import type { Item } from '../../reading/item.ts';
import type { Window } from '../../reading/window.ts';
import { byId } from './summaries.ts';

/** The maximum number of sessions in one list. */
export const MOST_SESSIONS = 50;

/** A date later than all sessions of a server. */
const LAST_DATE = 9_999_999_999_999;
/** Limits the run against a server that ignores dates. */
const MOST_LISTS = 150;

/**
 * A list contains the 50 sessions with the lowest IDs that start in the window; the others are found with
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
      // a list as long as the first one may be truncated, too
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

/** Shorter lists are not truncated. */
const FEWEST_CUT = 5;

interface Part {
  readonly start: number;
  readonly end: number;
}

/** How many parts a window is split into, which are requested concurrently. */
const PARTS = 4;

function partsOf({ start, end }: Part): Part[] {
  const width = Math.ceil((end - start + 1) / PARTS);
  const starts = Array.from({ length: PARTS }, (_, index) => start + index * width).filter((from) => from <= end);
  return starts.map((from) => ({ start: from, end: Math.min(from + width - 1, end) }));
}
