import type { Window } from '../../reading/window.ts';

/** The first date that is taken: the start of the year 2000. */
export const FIRST_DATE = 946_684_800_000;
/** A date behind all sessions, and before the year 2106, where the store's times end. */
export const LAST_DATE = 4_000_000_000_000;
/** The largest page that is taken. */
export const LARGEST_PAGE = 200;

/** Which part of a window's list is asked for. */
export interface Page {
  readonly limit?: number | undefined;
  readonly page?: number | undefined;
  readonly sortOrder?: 'asc' | 'desc' | undefined;
}

/** Writes the body of a request for a list: both dates are required, so what is left open is far away. */
export function toBody({ start = FIRST_DATE, end = LAST_DATE }: Window, page: Page = { limit: LARGEST_PAGE }): string {
  const rest = JSON.stringify(page).slice(1);
  const dates = `{"startTimestamp":${toJson(start)},"endTimestamp":${toJson(end)}`;
  return rest === '}' ? `${dates}}` : `${dates},${rest}`;
}

/** A text that is a number in JSON goes as it is, any other as a text. */
function toJson(bound: number | string): string {
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(String(bound));
  return isNumber ? String(bound) : JSON.stringify(String(bound));
}

/** What a body asks for, as far as it says so. */
export interface Asked {
  readonly startTimestamp?: unknown;
  readonly endTimestamp?: unknown;
  readonly limit?: unknown;
  readonly sortOrder?: unknown;
}

/** Reads the body of a request; undefined where it is no object. */
export function readAsked(body: string | undefined): Asked | undefined {
  try {
    const asked: unknown = JSON.parse(body ?? '');
    return asked !== null && typeof asked === 'object' ? asked : undefined;
  } catch {
    return undefined;
  }
}
