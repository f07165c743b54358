import type { Random } from '../../shared/random.ts';
import type { Span } from './usual-windows.ts';

/** Numbers of items to a page that servers commonly have. */
const SIZES = [10, 20, 25, 50, 100];
/** For short histories. */
const SMALL_SIZES = [5];

/**
 * Windows that hold exactly as many items as a page: a server that reads page by page may forget the last of a full one,
 * or look for one more.
 *
 * @param times - the times of the items, in any order.
 */
export function windowsOfPages(times: readonly number[], random: Random): Span[] {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const sizes = sorted.length < 10 ? SMALL_SIZES : SIZES;
  return sizes.flatMap((size) => {
    // neighbours at the same instant cannot be told apart by a window
    const firsts = sorted.flatMap((time, index) => {
      const isApart = time !== sorted[index - 1] && at(index + size - 1) !== sorted[index + size];
      return isApart && index + size <= sorted.length ? [index] : [];
    });
    if (firsts.length === 0) return [];
    const first = random.pick(firsts);
    return [{ start: at(first), end: (sorted[first + size] ?? at(first + size - 1) + 2) - 1 }];
  });
}
