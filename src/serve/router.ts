import type { ApiRules } from '../api/api.ts';
import type { OperationHead } from '../api/operation.ts';
import { Refusal } from '../api/problem.ts';
import { Lru } from '../shared/lru.ts';

/** Path parameters by name, decoded; undefined if the percent-encoding is broken. */
export type Segments = Readonly<Record<string, string | undefined>>;

export interface Routed {
  readonly operation: OperationHead;
}

/** The target of a path: rows by method, with HEAD mapped to GET's row. */
export interface Target<R extends Routed> {
  readonly api: ApiRules;
  readonly rows: ReadonlyMap<string, R>;
  /** The methods, as listed in the header Allow. */
  readonly allow: string;
  readonly segments: Segments;
}

/** Finds operations: by path first, then by method. */
export interface Router<R extends Routed> {
  /** Returns the target of a path; undefined if no operation has it. */
  targetOf(path: string): Target<R> | undefined;
}

/** An API's rows, and the base path they are below. */
export interface Mounted<R extends Routed> {
  readonly api: ApiRules;
  readonly basePath: string;
  readonly rows: readonly R[];
}

/** How many paths are cached, and how long one may be. */
const MOST_PATHS = 10_000;
const MOST_CHARACTERS = 512;

/** Creates a router that caches its results: clients repeat the same few paths. */
export function createRouter<R extends Routed>(mounted: readonly Mounted<R>[]): Router<R> {
  const routes = mounted.flatMap(toRoutes);
  const known = new Lru<string, Target<R>>({ max: MOST_PATHS });

  return {
    targetOf(path) {
      const seen = known.get(path);
      if (seen) return seen;
      for (const { match, api, rows, allow } of routes) {
        const segments = match(path);
        if (!segments) continue;
        const target = { api, rows, allow, segments };
        return path.length > MOST_CHARACTERS ? target : known.set(path, target);
      }
      return undefined;
    },
  };
}

/** Returns the row for a method, or refuses the method. */
export function rowFor<R extends Routed>({ rows, allow }: Target<R>, method: string): R | Refusal {
  return rows.get(method) ?? new Refusal({ kind: 'wrong-method', method, allow });
}

/** Refuses an unknown path. */
export function refusePath(
  { basePath, rows }: Mounted<Routed>,
  { method, path }: { readonly method: string; readonly path: string },
): Refusal {
  const known = rows.map(({ operation: { method, path } }) => `${method} ${basePath}${path}`);
  return new Refusal({ kind: 'unknown-path', method, path, known });
}

/** Groups the rows of one path. */
function toRoutes<R extends Routed>({ api, basePath, rows }: Mounted<R>) {
  const byPath = new Map<string, R[]>();
  for (const row of rows) byPath.set(row.operation.path, [...(byPath.get(row.operation.path) ?? []), row]);
  return Array.from(byPath, ([path, siblings]) => {
    const methods = siblings.flatMap((row) => methodsOf(row.operation, api).map((method) => [method, row] as const));
    const allow = methods.map(([method]) => method).concat(api.isForPages ? 'OPTIONS' : []);
    return { match: createMatcher(path, basePath, api), api, rows: new Map(methods), allow: allow.join(', ') };
  });
}

/** The methods that an operation answers. */
export function methodsOf(
  { method }: OperationHead,
  { answersHead = true }: { readonly answersHead?: boolean | undefined },
): readonly string[] {
  return method === 'GET' && answersHead ? ['GET', 'HEAD'] : [method];
}

/** Builds a function that reads the parameters of a path, or returns undefined for other paths, in one pass. */
function createMatcher(
  pattern: string,
  basePath: string,
  { readPath }: ApiRules,
): (path: string) => Segments | undefined {
  // splitting at groups yields alternating texts and names
  const [start = '', ...parts] = pattern.split(/\{(\w+)\}/);
  const head = basePath + start;
  const parameters = parts.flatMap((name, index) => (index % 2 === 0 ? { name, after: parts[index + 1] ?? '' } : []));

  const match = (path: string, decode: (segment: string) => string | undefined) => {
    if (!path.startsWith(head)) return undefined;
    const segments: Record<string, string | undefined> = {};
    let at = head.length;
    for (const { name, after } of parameters) {
      const slash = path.indexOf('/', at);
      const end = slash < 0 ? path.length : slash;
      if (end === at || !path.startsWith(after, end)) return undefined;
      segments[name] = decode(path.slice(at, end));
      at = end + after.length;
    }
    return at === path.length ? segments : undefined;
  };
  if (!readPath) return (path) => match(path, decodeSegment);
  return (path) => {
    const read = readPath(path, '');
    return 'path' in read ? match(read.path, (segment) => segment) : undefined;
  };
}

/** Percent-decodes one path segment, exactly once. Returns undefined if the encoding is broken. */
function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
