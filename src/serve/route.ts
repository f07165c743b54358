import type { Operation } from '../api/operation.ts';
import { decodeSegment } from './parse.ts';

/** Path parameters by name, decoded; undefined where the percent-encoding is broken. */
export type Segments = Readonly<Record<string, string | undefined>>;

/** Finds an operation by its path: gives the path parameters, or undefined. */
export type RouteMatcher = (path: string) => Segments | undefined;

/** Builds the matcher of an operation's path below a base path. It looks at each part of a path once. */
export function createRouteMatcher(operation: Operation, basePath: string): RouteMatcher {
  // a split at groups gives texts and names in turn
  const [head = '', ...parts] = operation.path.split(/\{(\w+)\}/);
  const prefix = basePath + head;
  const parameters = parts.flatMap((name, index) => (index % 2 === 0 ? { name, after: parts[index + 1] ?? '' } : []));

  return (path) => {
    if (!path.startsWith(prefix)) return undefined;
    const segments: Record<string, string | undefined> = {};
    let at = prefix.length;
    for (const { name, after } of parameters) {
      const slash = path.indexOf('/', at);
      const end = slash < 0 ? path.length : slash;
      if (end === at || !path.startsWith(after, end)) return undefined;
      segments[name] = decodeSegment(path.slice(at, end));
      at = end + after.length;
    }
    return at === path.length ? segments : undefined;
  };
}
