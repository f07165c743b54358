import { isAt } from '../../api/place.ts';
import type { Health } from '../api.ts';
import { parseRoute, type Route } from '../model/route.ts';

type ServedApis = Health['apis'];

/** Tells which API a path is one of; undefined where it is outside of all. */
export function apiAt(path: string, apis: ServedApis): ServedApis[number] | undefined {
  return apis.find(({ basePaths }) => isAt(basePaths, path));
}

/** Reads which view a logged request asked for; undefined when it is no request for a user's sessions. */
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
    // percent-encoding that is broken names nobody
    return undefined;
  }
}
