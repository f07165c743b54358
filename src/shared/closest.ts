/** Finds the name that a mistyped one was likely meant to be; undefined if none is close. */
export function closest(given: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, distance: distanceOf(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(Math.max(given.length, name.length) * 0.4)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name;
}

/** Counts the letters to insert, delete, replace or swap to turn one text into the other. */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const replaced = (last[column - 1] ?? 0) + (isSame ? 0 : 1);
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwap ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    before = last;
    last = next;
  }
  return last[other.length] ?? 0;
}

/** Asks whether the closest name was meant, behind a sentence; empty if none is close. */
export function didYouMean(given: string, names: readonly string[]): string {
  const meant = closest(given, names);
  return meant === undefined ? '' : ` (did you mean "${meant}"?)`;
}
