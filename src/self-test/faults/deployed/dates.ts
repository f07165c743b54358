import type { Dates, Face } from '../../face.ts';
import { type Fault, json } from '../fault.ts';
import { isList, makersOf, row } from '../make.ts';

const DAY_MS = 86_400_000;
/** v1 works in milliseconds and accepts every date; v2 works in seconds and accepts dates from the year 2000 on. */
const CALENDARS: Readonly<Record<Face['api'], { readonly unit: number; readonly earliest: string }>> = {
  documented: { unit: 1, earliest: '0' },
  v1: { unit: 1, earliest: '0' },
  v2: { unit: 1000, earliest: '946684800001' },
};
const NEXT_CENTURY = 4_102_444_800_000;

const isWhole = (date: string | undefined): date is string => date !== undefined && /^-?\d+$/.test(date);

/** Changes a date that is a whole number. */
const moved = (date: string | undefined, change: (ms: number) => number): string | undefined =>
  isWhole(date) && date.length < 16 ? String(change(Number(date))) : date;
const width = ({ start, end }: Dates) => (isWhole(start) && isWhole(end) ? Number(end) - Number(start) : Infinity);

/** Faults in how the deployed APIs read the dates of windows. */
export function dateFaults(face: Face): readonly Fault[] {
  const { isNothing, isWindow, onDates, onRows } = makersOf(face);
  const { unit, earliest } = CALENDARS[face.api];
  const dates = (breaks: string, name: string, change: (dates: Dates) => Dates | undefined): Fault =>
    row(breaks, name, onDates(change));
  /** Reads the text of each date as a different one. */
  const texts = (breaks: string, name: string, change: (date: string) => string | undefined): Fault =>
    dates(breaks, name, ({ start, end }) => ({
      start: start === undefined ? start : change(start),
      end: end === undefined ? end : change(end),
    }));
  return [
    dates('WINDOW-01', 'start_date is exclusive', ({ start, end }) => ({ start: moved(start, (t) => t + unit), end })),
    dates('WINDOW-02', 'end_date is exclusive', ({ start, end }) => ({ start, end: moved(end, (t) => t - unit) })),
    dates('WINDOW-03', 'a window of one instant is empty', (asked) => (width(asked) < unit ? undefined : asked)),
    row('WINDOW-04', 'a filtered list loses its last item', (right) => {
      const shortened = onRows((rows) => rows.slice(0, -1))(right);
      return async (request) => (isList(request) && (await isWindow(request)) ? shortened(request) : right(request));
    }),
    texts('WINDOW-05', 'a date of 0 counts as absent', (date) => (date === '0' ? undefined : date)),
    dates('WINDOW-06', 'a window is at most 30 days long', ({ start, end }) => {
      const most = moved(start, (t) => t + 30 * DAY_MS);
      return { start, end: isWhole(most) && (!isWhole(end) || Number(most) < Number(end)) ? most : end };
    }),
    texts('WINDOW-07', 'a large date wraps around', (date) =>
      /^\d{16,}$/.test(date) ? String(((BigInt(date) % 2n ** 64n) % 10n ** 12n) + 10n ** 12n) : date,
    ),
    dates('WINDOW-08', 'the dates of an inverted window are swapped', (asked) =>
      width(asked) < 0 ? { start: asked.end, end: asked.start } : asked,
    ),
    texts('WINDOW-09', 'a date is read as far as it is a number', (date) => /^\d+/.exec(date)?.[0] ?? date),
    texts('WINDOW-10', 'dates are trimmed', (date) => date.trim()),
    dates('WINDOW-11', 'a bad date is ignored next to a good one', ({ start, end }) => ({
      start: isWhole(end) && start === 'abc' ? undefined : start,
      end: isWhole(start) && end === 'abc' ? undefined : end,
    })),
    row('WINDOW-12', 'a date that is left empty breaks the server', (right) => async (request) => {
      const { start, end } = isList(request) ? await face.datesOf(request) : { start: undefined, end: undefined };
      return start === '' || end === '' ? json(500, { errors: ['oops'] }) : right(request);
    }),
    row('WINDOW-14', 'a window without sessions is not found', (right) => async (request) => {
      const isFiltered = isList(request) && (await isWindow(request));
      const reply = await right(request);
      return isFiltered && (await isNothing(reply)) ? json(404, { errors: ['no sessions'] }) : reply;
    }),
    texts('WINDOW-15', 'the sign of a date is dropped', (date) => date.replace(/^-(?=\d)/, '')),
    dates('WINDOW-21', 'a window of less than a minute is widened to one', (asked) => ({
      ...asked,
      end: width(asked) > 0 && width(asked) < 60_000 ? moved(asked.start, (t) => t + 60_000) : asked.end,
    })),
    dates('WINDOW-22', 'an end in .999 is rounded up to the next second', ({ start, end }) => ({
      start,
      end: moved(end, (t) => (t % 1000 === 999 ? t + 1000 : t)),
    })),
    row('WINDOW-23', 'an empty window gives the session before it', (right) => async (request) => {
      const asked = request.clone();
      const reply = await right(request);
      if (!isList(asked) || !(await isNothing(reply))) return reply;
      const { end } = await face.datesOf(asked);
      if (!isWhole(end) || Number(end) > NEXT_CENTURY) return reply;
      const last = onRows((rows) => rows.slice(-1))(right);
      return last(await face.withDates(asked, { start: undefined, end }));
    }),
    texts('WINDOW-24', 'sixteen digits are microseconds', (date) => (/^\d{16}$/.test(date) ? date.slice(0, 13) : date)),
    texts('WINDOW-25', 'an empty date is the first there is', (date) => (date === '' ? earliest : date)),
  ];
}
