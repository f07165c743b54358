/**
 * Browsers limit the scrollable height to some 17 or 33 million pixels. A taller list is scrolled over a shorter
 * height: small moves are exact, long ones proportional.
 */
interface ScrollSizes {
  /** The height of all rows, in pixels. */
  readonly full: number;
  /** The visible height. */
  readonly seen: number;
}

/** The position of a list: on the scroll bar, and among all its rows. */
export interface ScrollPlace {
  readonly bar: number;
  readonly list: number;
}

const TALLEST = 8_000_000;

/** The height that the browser scrolls. */
export function barHeight({ full }: ScrollSizes): number {
  return Math.min(full, TALLEST);
}

/** Follows a move of the scroll bar. */
export function followBar(before: ScrollPlace, bar: number, sizes: ScrollSizes): ScrollPlace {
  const { full, seen } = sizes;
  const range = barHeight(sizes) - seen;
  const furthest = Math.max(0, full - seen);
  if (full <= TALLEST) return { bar, list: Math.min(Math.max(0, bar), furthest) };
  if (bar <= 0) return { bar, list: 0 };
  if (bar >= range - 1) return { bar, list: furthest };
  const moved = bar - before.bar;
  const list = Math.abs(moved) <= seen * 2 ? before.list + moved : (bar / range) * furthest;
  return { bar, list: Math.min(Math.max(0, list), furthest) };
}

/** Returns the position for a height among all rows. */
export function placeAt(list: number, sizes: ScrollSizes): ScrollPlace {
  const furthest = Math.max(0, sizes.full - sizes.seen);
  const kept = Math.min(Math.max(0, list), furthest);
  if (sizes.full <= TALLEST) return { bar: kept, list: kept };
  return { bar: Math.round((kept / furthest) * (barHeight(sizes) - sizes.seen)), list: kept };
}

/** Returns the height at which a row is visible; the same height if it already is. */
export function bringIntoSight(list: number, row: number, rowHeight: number, seen: number): number {
  const top = row * rowHeight;
  // if less than a row is visible, as before the first draw, start with the row
  if (top < list || seen < rowHeight) return top;
  return top + rowHeight > list + seen ? top + rowHeight - seen : list;
}
