import type { Window } from '../../reading/window.ts';

/** The first accepted date: the start of the year 2000. */
export const FIRST_DATE = 946_684_800_000;
/** A date later than all sessions, and before 2106, where the store's range of time ends. */
export const LAST_DATE = 4_000_000_000_000;
/** The largest accepted page. */
export const LARGEST_PAGE = 200;

/** Which part of a window's list is requested. */
export interface Page {
  readonly limit?: number | undefined;
  readonly page?: number | undefined;
  readonly sortOrder?: 'asc' | 'desc' | undefined;
}

/** Writes the body of a request for a list: both dates are required, so a missing one becomes the first or the last date. */
export function toBody({ start = FIRST_DATE, end = LAST_DATE }: Window, page: Page = { limit: LARGEST_PAGE }): string {
  const rest = JSON.stringify(page).slice(1);
  const dates = `{"startTimestamp":${toJson(start)},"endTimestamp":${toJson(end)}`;
  return rest === '}' ? `${dates}}` : `${dates},${rest}`;
}

/** A text that is a JSON number is sent as a number, any other as a string. */
function toJson(bound: number | string): string {
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(String(bound));
  return isNumber ? String(bound) : JSON.stringify(String(bound));
}

/** What a body requests, as far as it is specified. */
export interface Asked {
  readonly startTimestamp?: unknown;
  readonly endTimestamp?: unknown;
  readonly limit?: unknown;
  readonly sortOrder?: unknown;
}

/** Reads the body of a request; undefined if it is not an object. */
export function readAsked(body: string | undefined): Asked | undefined {
  try {
    const asked: unknown = JSON.parse(body ?? '');
    return asked !== null && typeof asked === 'object' ? asked : undefined;
  } catch {
    return undefined;
  }
}
