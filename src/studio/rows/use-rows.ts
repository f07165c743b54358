import { useState } from 'preact/hooks';
import { type Sized, useSize } from '../parts/use-size.ts';
import { barHeight, bringIntoSight, followBar, placeAt, type ScrollPlace } from './scroll-map.ts';

/** Which rows of a long list to draw, and where. */
interface Rows {
  /** The scroll container. */
  readonly box: Sized<HTMLElement>;
  readonly onScroll: () => void;
  /** The first row to draw, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** The top of the first drawn row, and the total height, in pixels. */
  readonly offset: number;
  readonly height: number;
  /** How many whole rows are visible at once. */
  readonly page: number;
  show(row: number, isCentred?: boolean): void;
}

const SPARE = 6;

/** Draws only the visible rows of a long list. */
export function useRows(count: number, rowHeight: number): Rows {
  const box = useSize<HTMLElement>();
  const seen = box.height;
  const [place, setPlace] = useState<ScrollPlace>({ bar: 0, list: 0 });
  const sizes = { full: count * rowHeight, seen };

  // after a list has become shorter, show its last rows
  const list = Math.min(place.list, Math.max(0, sizes.full - seen));
  const first = Math.max(0, Math.floor(list / rowHeight) - SPARE);
  const to = Math.min(count, Math.ceil((list + seen) / rowHeight) + SPARE);
  return {
    box,
    onScroll() {
      const bar = box.element.current?.scrollTop ?? 0;
      setPlace((before) => (before.bar === bar ? before : followBar(before, bar, sizes)));
    },
    from: first,
    to,
    offset: Math.max(0, place.bar + first * rowHeight - list),
    height: barHeight(sizes),
    page: Math.max(1, Math.floor(seen / rowHeight)),
    show(row, isCentred = false) {
      const wanted = isCentred ? (row + 0.5) * rowHeight - seen / 2 : bringIntoSight(list, row, rowHeight, seen);
      if (wanted === list) return;
      const next = placeAt(wanted, sizes);
      setPlace(next);
      if (box.element.current) box.element.current.scrollTop = next.bar;
    },
  };
}
