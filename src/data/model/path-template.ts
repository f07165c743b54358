const PARAMETER = /\{([A-Za-z]\w*)\}/g;

/** Returns the names of the parameters of a path, in order, each once. */
export function parametersOf(path: string): readonly string[] {
  return [...new Set(Array.from(path.matchAll(PARAMETER), ([, name = '']) => name))];
}

/** Puts values into a path; parameters without one stay. */
export function fillPath(path: string, find: (name: string, isInQuery: boolean) => string | undefined): string {
  const query = path.indexOf('?');
  return path.replace(
    PARAMETER,
    (whole, name: string, place: number) => find(name, query >= 0 && place > query) ?? whole,
  );
}

/** The parts of a path between slashes, without its query. */
export function segmentsOf(path: string): readonly string[] {
  const [route = ''] = path.split('?', 1);
  return route.split('/').filter(Boolean);
}

/** The last part of a path that is not a parameter, undefined if there is none. */
export function lastWordOf(path: string): string | undefined {
  return segmentsOf(path).findLast((segment) => !segment.includes('{'));
}

/** Whether the path ends in a parameter. */
export function endsInParameter(path: string): boolean {
  return segmentsOf(path).at(-1)?.includes('{') ?? false;
}

/** Whether a path lies below another. */
export function isBelow(path: string, above: string): boolean {
  const [inner, outer] = [segmentsOf(path), segmentsOf(above)];
  return inner.length > outer.length && outer.every((segment, i) => segment === inner[i]);
}

/** Writes part of a path as a title: `order-history` as `Order history`. */
export function toTitle(segment: string): string {
  const words = decode(segment)
    .replace(/\.\w{2,5}$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_+.]+/g, ' ')
    .trim();
  const title = words === words.toUpperCase() ? words : words.toLowerCase();
  return title.slice(0, 1).toUpperCase() + title.slice(1) || segment;
}

/** Returns the singular of an English part of a path: `accounts` becomes `account`. */
export function toSingular(segment: string): string {
  return segment.replace(/ies$/, 'y').replace(/([^su])s$/, '$1');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
