import type { QueryParameters } from '../../api/documented/request.ts';

/** Every number of up to this many digits is a valid date. */
const MOST_DIGITS = 15;
const START = 'start_date=';
const END = 'end_date=';
const ZERO = 0x30;
const AMPERSAND = 0x26;

/**
 * Reads dates from a query of the usual form: only dates, each once and in plain digits. Returns undefined for any
 * other text, which may still be valid and is left to the schema.
 */
export function readDates(query: string): QueryParameters | undefined {
  let start: number | undefined;
  let end: number | undefined;
  let at = 0;
  while (at < query.length) {
    const isStart = query.startsWith(START, at);
    if (!isStart && !query.startsWith(END, at)) return undefined;
    if ((isStart ? start : end) !== undefined) return undefined;
    const from = at + (isStart ? START.length : END.length);
    let value = 0;
    for (at = from; at < query.length; at += 1) {
      const digit = query.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const digits = at - from;
    if (digits === 0 || digits > MOST_DIGITS) return undefined;
    if (at < query.length && query.charCodeAt(at) !== AMPERSAND) return undefined;
    if (isStart) start = value;
    else end = value;
    at += 1;
  }
  return { start_date: start, end_date: end };
}
