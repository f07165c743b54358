/** Writes a number with its noun, such as `1 page` or `3 pages`. */
export function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
