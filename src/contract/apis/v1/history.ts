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
    // a list as long as the first one may be truncated, too
    const isFull = ({ start, end, items }: Part) =>
      end > start &&
      items.length >= Math.min(MOST_SESSIONS, all.length) &&
      items.every(({ time }) => time >= start && time <= end);
    let open: Part[] = all.length >= FEWEST_CUT ? [{ start: 0, end: LAST_DATE, items: all }].filter(isFull) : [];
    for (let left = MOST_LISTS; open.length > 0 && left > 0; ) {
      const windows = open.flatMap(windowsOf).slice(0, left);
      left -= windows.length;
      const parts = await sideBySide(windows, async (window) => ({ ...window, items: (await take(window)) ?? [] }));
      open = parts.filter(isFull);
    }
    return [...found.values()].sort(byId);
  },
  keep: (all, { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY }) =>
    all.filter(({ time }) => time >= Number(start) && time <= Number(end)).slice(0, MOST_SESSIONS),
};

/** Shorter lists are not truncated. */
const FEWEST_CUT = 5;

interface Bounds {
  readonly start: number;
  readonly end: number;
}

/** A window, and what is listed in it. */
interface Part extends Bounds {
  readonly items: readonly Item[];
}

/** Splits a window where its sessions start: before the first, in the middle of them, and behind the last. */
function windowsOf({ start, end, items }: Part): Bounds[] {
  const times = items.map(({ time }) => time).sort((a, b) => a - b);
  const [first = start, last = end] = [times[0], times.at(-1)];
  const middle = Math.max(times[times.length >> 1] ?? first, first + 1);
  const starts = [...new Set([start, first, middle, last + 1])].filter((from) => from >= start && from <= end);
  return starts.map((from, index) => ({ start: from, end: (starts[index + 1] ?? end + 1) - 1 }));
}
