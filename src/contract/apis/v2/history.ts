import type { History } from '../../asking/probe.ts';
import type { Item } from '../../reading/item.ts';
import type { Window } from '../../reading/window.ts';
import { FIRST_DATE, LARGEST_PAGE, LAST_DATE, toBody } from './body.ts';
import { toItem, type Visit } from './visits.ts';

const SECOND_MS = 1_000;
/** Two page sizes, as sessions that start in the same second may appear on two pages, or on none, if a page ends between them. */
const SIZES = [LARGEST_PAGE, LARGEST_PAGE - 7];
const MOST_PAGES = 40;

/** A date at the precision of comparisons: whole seconds. */
export function toSecond(date: number): number {
  return Math.floor(date / SECOND_MS) * SECOND_MS;
}

/** A window returns the part of each session that lies in it, with other counts, another start and another end. */
export const visitHistory: History = {
  dates: 'dates filter events, in whole seconds, both ends included: a window cuts sessions',
  read: async (list) => {
    const found = new Map<string, Item>();
    for (const limit of SIZES) {
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const items = await list({ body: toBody({}, { limit, page }) });
        if (!items) return undefined;
        const before = found.size;
        for (const item of items) found.set(item.key, item);
        // a server that ignores pages returns the same sessions again
        if (items.length < limit || found.size === before) break;
      }
      if (found.size < LARGEST_PAGE) break;
    }
    return [...found.values()].sort((a, b) => b.time - a.time);
  },
  stepMs: SECOND_MS,
  refuses: (window) => {
    const { start, end } = toRange(window);
    return start < FIRST_DATE || end < FIRST_DATE || end <= start;
  },
  keep: (all, window, received) => {
    const range = toRange(window);
    const [from, to] = [toSecond(range.start), toSecond(range.end)];
    const came = new Map(received.map((item, index) => [item.key, { item, index }]));
    const kept = all.flatMap((item) => keepPart(item as Item<Visit>, from, to, came.get(item.key)?.item ?? undefined));
    const placeOf = ({ key }: Item) => came.get(key)?.index ?? Number.POSITIVE_INFINITY;
    // of the sessions that start in the same second, any may be on the page
    return kept.sort((a, b) => b.time - a.time || placeOf(a) - placeOf(b)).slice(0, LARGEST_PAGE);
  },
};

function toRange({ start = FIRST_DATE, end = LAST_DATE }: Window): { readonly start: number; readonly end: number } {
  return { start: Number(start), end: Number(end) };
}

/** What a window keeps of a session; as received, if it is cut in a plausible way. */
function keepPart(item: Item<Visit>, from: number, to: number, came: Item | undefined): Item[] {
  const { startTs, endTs, eventsCount } = item.value;
  if (endTs < from || startTs > to) return [];
  const [isStartIn, isEndIn] = [startTs >= from, endTs <= to];
  if (isStartIn && isEndIn) return [item];
  // replies do not show whether anything happened in the middle of a session
  if (!came) return isStartIn || isEndIn ? [item] : [];
  const part = came.value as Visit;
  const isPart =
    part.eventsCount >= 1 &&
    part.eventsCount <= eventsCount - Number(!isStartIn) - Number(!isEndIn) &&
    part.startTs <= part.endTs &&
    (isStartIn ? part.startTs === startTs : part.startTs >= from) &&
    (isEndIn ? part.endTs === endTs : part.endTs <= to);
  return [isPart ? toItem(part) : item];
}
