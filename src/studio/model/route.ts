/** The selection, kept in the URL's hash so that a view can be shared. */
export interface Route {
  /** The ID of the selected API; undefined for the mock's first one. */
  readonly api?: string | undefined;
  readonly project?: string | undefined;
  readonly user?: string | undefined;
  /** The requested window, epoch ms, both ends included. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

import { MAX_DATE_MS } from '../parts/typed-time.ts';

/** Reads a hash; invalid parts are ignored. */
export function parseRoute(hash: string): Route {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const time = (name: string) => {
    const text = fields.get(name) ?? '';
    return /^\d{1,16}$/.test(text) && Number(text) <= MAX_DATE_MS ? Number(text) : undefined;
  };
  return {
    api: fields.get('api') || undefined,
    project: fields.get('project') || undefined,
    user: fields.get('user') || undefined,
    start: time('start_date'),
    end: time('end_date'),
  };
}

/** Writes a route as a hash. */
export function encodeRoute({ api, project, user, start, end }: Route): string {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries({ api, project, user, start_date: start, end_date: end })) {
    if (value !== undefined) fields.set(name, String(value));
  }
  const text = fields.toString();
  return text === '' ? '' : `#${text}`;
}
