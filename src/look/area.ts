/** Returns the number of a page's colour, 0 to `areas - 1`: the same for the same path, regardless of its query. */
export function areaOf(path: string, areas: number): number {
  let hash = 0;
  for (const character of path.split('?', 1)[0] ?? '') hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % areas;
}
