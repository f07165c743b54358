import { isAt } from '../../api/place.ts';
import type { Health } from '../api.ts';
import { parseRoute, type Route } from '../model/route.ts';

type ServedApis = Health['apis'];

/** Returns the API of a path; undefined if it belongs to none. */
export function apiAt(path: string, apis: ServedApis): ServedApis[number] | undefined {
  return apis.find(({ basePaths }) => isAt(basePaths, path));
}

/** Reads which view a logged request asked for; undefined if it is not a request for a user's sessions. */
export function parseTarget(path: string, query: string, apis: ServedApis): Route | undefined {
  const api = apiAt(path, apis);
  const base = api?.basePaths.find((place) => isAt([place], path));
  if (api === undefined || base === undefined) return undefined;
  const [, project, user] = /^\/([^/]+)\/users\/([^/]+)\/sessions$/.exec(path.slice(base.length)) ?? [];
  if (project === undefined || user === undefined) return undefined;
  try {
    const { start, end } = parseRoute(query);
    return { api: api.id, project: decodeURIComponent(project), user: decodeURIComponent(user), start, end };
  } catch {
    // broken percent-encoding names no user
    return undefined;
  }
}
