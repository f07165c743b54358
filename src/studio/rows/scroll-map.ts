/**
 * The height that a browser can scroll is limited, to some 17 or 33 million pixels. A list that is taller is scrolled
 * over a shorter height: small moves are taken as they are, long ones in proportion.
 */
interface ScrollSizes {
  /** The height of all rows, in pixels. */
  readonly full: number;
  /** The height of what is seen of them. */
  readonly seen: number;
}

/** Where a list is: on the scroll bar, and among all its rows. */
export interface ScrollPlace {
  readonly bar: number;
  readonly list: number;
}

const TALLEST = 8_000_000;

/** The height that the browser is given to scroll. */
export function barHeight({ full }: ScrollSizes): number {
  return Math.min(full, TALLEST);
}

/** Follows the scroll bar from where it was to where it is. */
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

/** Gives the place where a list stands at a height among all its rows. */
export function placeAt(list: number, sizes: ScrollSizes): ScrollPlace {
  const furthest = Math.max(0, sizes.full - sizes.seen);
  const kept = Math.min(Math.max(0, list), furthest);
  if (sizes.full <= TALLEST) return { bar: kept, list: kept };
  return { bar: Math.round((kept / furthest) * (barHeight(sizes) - sizes.seen)), list: kept };
}

/** Gives the height to move to so that a row is seen; the same height if it is already. */
export function bringIntoSight(list: number, row: number, rowHeight: number, seen: number): number {
  const top = row * rowHeight;
  // where less than a row is seen, as before anything is drawn, it begins with the row
  if (top < list || seen < rowHeight) return top;
  return top + rowHeight > list + seen ? top + rowHeight - seen : list;
}
