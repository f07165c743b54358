/** Marks closer than this cannot be distinguished, in pixels. */
const LEAST_APART = 2;

/**
 * Leaves out marks that would cover the previous one, so that a session of any length has only as many as fit on a
 * line.
 *
 * @param marks - from left to right.
 * @param xOf - returns where a mark is, in pixels.
 * @param mustStay - the index of an event whose mark is kept anyway.
 */
export function thinOut<T extends { readonly index: number }>(
  marks: readonly T[],
  xOf: (mark: T) => number,
  mustStay: number,
): T[] {
  let last = Number.NEGATIVE_INFINITY;
  return marks.filter((mark) => {
    const isApart = xOf(mark) - last >= LEAST_APART;
    if (isApart) last = xOf(mark);
    return isApart || mark.index === mustStay;
  });
}
