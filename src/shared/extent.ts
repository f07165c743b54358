/**
 * Returns the least and the greatest number, infinite if there are none. `Math.min(...numbers)` fails for very many.
 */
export function extentOf(numbers: readonly number[]): [least: number, greatest: number] {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return [least, greatest];
}
