import { parseRoute, type Route } from '../model/route.ts';

/** Reads which view a logged request asked for; undefined when it is no request for a user's sessions. */
export function parseTarget(path: string, query: string, basePath: string): Route | undefined {
  if (!path.startsWith(`${basePath}/`)) return undefined;
  const [, project, user] = /^\/([^/]+)\/users\/([^/]+)\/sessions$/.exec(path.slice(basePath.length)) ?? [];
  if (project === undefined || user === undefined) return undefined;
  try {
    const { start, end } = parseRoute(query);
    return { project: decodeURIComponent(project), user: decodeURIComponent(user), start, end };
  } catch {
    // percent-encoding that is broken names nobody
    return undefined;
  }
}
