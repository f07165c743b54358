import type { History } from '../../asking/probe.ts';
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
    let left = MOST_LISTS;
    const take = async (window: Window) => {
      left -= 1;
      const items = await list({ window });
      for (const item of items ?? []) found.set(item.key, item);
      return items;
    };
    const all = await take({});
    if (!all) return undefined;
    const split = async (start: number, end: number): Promise<void> => {
      const middle = Math.floor((start + end) / 2);
      for (const [from, to] of [
        [start, middle],
        [middle + 1, end],
      ] as const) {
        const items = left > 0 ? await take({ start: from, end: to }) : undefined;
        // where as many come as at first there may be more
        const isFull = items !== undefined && items.length >= Math.min(MOST_SESSIONS, all.length);
        if (isFull && to > from && items.every(({ time }) => time >= from && time <= to)) await split(from, to);
      }
    };
    if (all.length >= FEWEST_CUT) await split(0, LAST_DATE);
    return [...found.values()].sort(byId);
  },
  keep: (all, { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY }) =>
    all.filter(({ time }) => time >= Number(start) && time <= Number(end)).slice(0, MOST_SESSIONS),
};

/** Shorter lists are not cut off. */
const FEWEST_CUT = 5;
