import type { TimelineItem } from './timeline-items.ts';

/** An item with its position in a drawing, in pixels from the top. */
export interface Placed {
  readonly item: TimelineItem;
  readonly top: number;
  readonly bottom: number;
  /** The time since the previous item, in ms; undefined for the first. */
  readonly sinceMs: number | undefined;
}

/** The space above the first or below the last item if the window has no bound there, for a note that says so. */
export const OPEN_EDGE = 22;
/** The space otherwise, for the line of a bound. */
const CLOSED_EDGE = 2;

const HEIGHTS = { bound: 40, instant: 24, gap: 24 } as const;
/** The space between two items, for the time between them. */
export const BETWEEN = 22;

/** The positioned items of a drawing, and its height in pixels. */
interface Layout {
  readonly placed: readonly Placed[];
  readonly height: number;
}

/** Places items below each other. Distances have no meaning, as 1 ms and 1 week could not both be shown to scale. */
export function layOut(items: readonly TimelineItem[]): Layout {
  const edge = (name: 'start_date' | 'end_date') =>
    items.some((item) => item.kind === 'bound' && item.name === name) ? CLOSED_EDGE : OPEN_EDGE;
  const placed: Placed[] = [];
  for (const item of items) {
    const last = placed.at(-1);
    const top = last ? last.bottom + BETWEEN : edge('start_date');
    const sinceMs = last && item.time - (last.item.kind === 'gap' ? last.item.until : last.item.time);
    placed.push({ item, top, bottom: top + HEIGHTS[item.kind], sinceMs });
  }
  return { placed, height: (placed.at(-1)?.bottom ?? 0) + edge('end_date') };
}
