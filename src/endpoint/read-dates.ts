import type { QueryParameters } from '../schema/request.ts';

/** Every number of so many digits is an instant that a date may be. */
const MOST_DIGITS = 15;
const ZERO = 0x30;

/**
 * Reads dates from a query text of the usual form: nothing but dates, each once and in plain digits. Gives undefined for
 * any other text, which may be as good and is for the schema to judge.
 */
export function readDates(query: string): QueryParameters | undefined {
  const dates: { start_date?: number; end_date?: number } = {};
  let at = 0;
  while (at < query.length) {
    const isStart = query.startsWith('start_date=', at);
    if (!isStart && !query.startsWith('end_date=', at)) return undefined;
    const name = isStart ? 'start_date' : 'end_date';
    if (dates[name] !== undefined) return undefined;
    const from = at + name.length + 1;
    let value = 0;
    for (at = from; at < query.length; at += 1) {
      const digit = query.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const digits = at - from;
    if (digits === 0 || digits > MOST_DIGITS || (at < query.length && query[at] !== '&')) return undefined;
    dates[name] = value;
    at += 1;
  }
  return dates;
}
