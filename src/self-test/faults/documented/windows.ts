import { type Bounds, type Fault, isWithin, json, onEvents, onRequest, onWindow, type Wire } from '../fault.ts';

const row = (breaks: string, name: string, wrap: Fault['wrap']): Fault => ({ name, breaks, wrap });
const kept = (breaks: string, name: string, keep: (time: number, bounds: Bounds, event: Wire) => boolean): Fault =>
  row(
    breaks,
    name,
    onWindow((event, bounds) => keep(event.timestamp, bounds, event)),
  );
const floor = (time: number | undefined, unit: number) =>
  time === undefined ? undefined : Math.floor(time / unit) * unit;
const DAY_MS = 86_400_000;
const fromMicros = (time: number | undefined) => (time !== undefined && time >= 1e15 ? time / 1000 : time);
const fromYear = (time: number | undefined) =>
  time !== undefined && time >= 1000 && time < 10_000 ? Date.UTC(time, 0) : time;
const wrap32 = (time: number | undefined) => (time === undefined ? undefined : time | 0);
const firstOf = (events: readonly Wire[], event: Wire) =>
  events.find((other) => other.sessionId === event.sessionId)?.timestamp ?? 0;

const lastOf = (events: readonly Wire[], event: Wire) =>
  events.findLast((other) => other.sessionId === event.sessionId)?.timestamp ?? 0;

/** Faults in windows. */
export const windowFaults: readonly Fault[] = [
  kept('WINDOW-01', 'start_date is exclusive', (t, b) => isWithin(t, b) && t !== b.start),
  kept(
    'WINDOW-03',
    'both are exclusive when both are given',
    (t, b) => isWithin(t, b) && (b.start === undefined || b.end === undefined || (t !== b.start && t !== b.end)),
  ),
  kept('WINDOW-01', 'start_date is ignored', (t, { end }) => isWithin(t, { start: undefined, end })),
  kept('WINDOW-02', 'end_date is ignored', (t, { start }) => isWithin(t, { start, end: undefined })),
  kept('WINDOW-01', 'both dates are ignored', () => true),
  kept('WINDOW-01', 'start_date alone is ignored', (t, b) => b.end === undefined || isWithin(t, b)),
  kept('WINDOW-02', 'end_date alone is ignored', (t, b) => b.start === undefined || isWithin(t, b)),
  kept('WINDOW-01', 'the dates are swapped', (t, { start, end }) => isWithin(t, { start: end, end: start })),
  kept('WINDOW-01', 'timestamps are compared in seconds', (t, b) => isWithin(Math.floor(t / 1000), b)),
  kept('WINDOW-01', 'dates are read as seconds', (t, { start, end }) =>
    isWithin(t, { start: start && start * 1000, end: end && end * 1000 }),
  ),
  kept('WINDOW-05', 'a start of 0 takes the window with it', (t, b) => b.start === 0 || isWithin(t, b)),
  kept('WINDOW-05', 'an end of 0 counts as absent', (t, { start, end }) =>
    isWithin(t, { start, end: end || undefined }),
  ),
  kept('WINDOW-01', 'start_date is rounded down to the second', (t, { start, end }) =>
    isWithin(t, { start: floor(start, 1000), end }),
  ),
  kept('WINDOW-02', 'end_date is stretched to the end of its day', (t, { start, end }) =>
    isWithin(t, { start, end: end === undefined ? end : (floor(end, 86_400_000) ?? 0) + 86_399_999 }),
  ),
  kept('WINDOW-04', 'an end at midnight stands for the whole day', (t, { start, end }) =>
    isWithin(t, { start, end: end !== undefined && end % 86_400_000 === 0 ? end + 86_399_999 : end }),
  ),
  kept('WINDOW-06', 'an end in the year 9999 counts as the present', (t, { start, end }) =>
    isWithin(t, { start, end: end === 253_402_300_799_999 ? 1_000_000_000_000 : end }),
  ),
  kept('WINDOW-06', 'without dates only later events are kept', (t, { start, end }) =>
    isWithin(t, start === undefined && end === undefined ? { start: 9_000_000_000_000, end } : { start, end }),
  ),
  kept('WINDOW-01', 'start_date is rounded down to the hour', (t, { start, end }) =>
    isWithin(t, { start: floor(start, 3_600_000), end }),
  ),
  kept('WINDOW-02', 'end_date is one hour off', (t, { start, end }) =>
    isWithin(t, { start, end: end === undefined ? end : end + 3_600_000 }),
  ),
  kept('WINDOW-01', 'dates lose their upper bits', (t, { start, end }) =>
    isWithin(wrap32(t) ?? 0, { start: wrap32(start), end: wrap32(end) }),
  ),
  kept(
    'WINDOW-06',
    'dates are compared as texts',
    (t, { start, end }) =>
      (start === undefined || String(t) >= String(start)) && (end === undefined || String(t) <= String(end)),
  ),
  kept('WINDOW-01', 'only pages are filtered', (t, b, event) => event.type !== 'LOCATION' || isWithin(t, b)),
  kept('WINDOW-01', 'only clicks are filtered', (t, b, event) => event.type !== 'CLICK' || isWithin(t, b)),
  kept('WINDOW-21', 'a window of less than a minute is widened to one', (t, { start, end }) =>
    isWithin(t, {
      start,
      end: start === undefined || end === undefined ? end : end > start && end < start + 60_000 ? start + 60_000 : end,
    }),
  ),
  kept('WINDOW-22', 'an end in .999 is rounded up to the next second', (t, { start, end }) =>
    isWithin(t, { start, end: end !== undefined && end % 1000 === 999 ? end + 1000 : end }),
  ),
  kept('WINDOW-22', 'the last millisecond of a day stands for its beginning', (t, { start, end }) =>
    isWithin(t, { start, end: end !== undefined && end % DAY_MS === DAY_MS - 1 ? end - DAY_MS + 1 : end }),
  ),
  row(
    'WINDOW-23',
    'a window between two events of a session keeps all of it',
    onWindow((event, bounds, events) => {
      if (events.some((other) => isWithin(other.timestamp, bounds))) return isWithin(event.timestamp, bounds);
      const own = events.filter((other) => other.sessionId === event.sessionId).map(({ timestamp }) => timestamp);
      const { start = Infinity, end = -Infinity } = bounds;
      return Math.min(...own) < start && end < Math.max(...own);
    }),
  ),
  kept('WINDOW-24', 'sixteen digits are microseconds', (t, { start, end }) =>
    isWithin(t, { start: fromMicros(start), end: fromMicros(end) }),
  ),
  kept('WINDOW-24', 'four digits are a year', (t, { start, end }) =>
    isWithin(t, { start: fromYear(start), end: fromYear(end) }),
  ),
  kept('WINDOW-24', 'two dates of ten digits are seconds', (t, { start, end }) => {
    const inSeconds = [start, end].every((date) => /^\d{10}$/.test(`${date}`));
    return isWithin(t, inSeconds ? { start: Number(start) * 1000, end: Number(end) * 1000 } : { start, end });
  }),
  kept('WINDOW-08', 'the dates of an inverted window are swapped', (t, { start, end }) =>
    start !== undefined && end !== undefined && start > end
      ? isWithin(t, { start: end, end: start })
      : isWithin(t, { start, end }),
  ),
  kept(
    'WINDOW-08',
    'an inverted window keeps everything',
    (t, b) => (b.start ?? 0) > (b.end ?? Infinity) || isWithin(t, b),
  ),
  kept(
    'WINDOW-03',
    'a window of one instant is empty',
    (t, b) => (b.start === undefined || b.start !== b.end) && isWithin(t, b),
  ),
  kept('WINDOW-06', 'a window is at most 30 days long', (t, { start, end }) =>
    isWithin(t, { start, end: start === undefined ? end : Math.min(end ?? Infinity, start + 30 * 86_400_000) }),
  ),
  kept('WINDOW-06', 'the end is capped at 2020', (t, { start, end }) =>
    isWithin(t, { start, end: end === undefined ? end : Math.min(end, 1_577_836_800_000) }),
  ),
  row(
    'WINDOW-03',
    'sessions with any event inside the window are kept whole',
    onWindow((event, bounds, events) =>
      events.some((other) => other.sessionId === event.sessionId && isWithin(other.timestamp, bounds)),
    ),
  ),
  row(
    'WINDOW-04',
    'the window decides by the first event of each session and keeps the rest',
    onWindow(
      (event, bounds, events) =>
        isWithin(event.timestamp, bounds) && isWithin(firstOf(events, event), { start: bounds.start, end: undefined }),
    ),
  ),
  row(
    'WINDOW-04',
    'two dates filter events, a single date whole sessions',
    onWindow((event, bounds, events) =>
      isWithin(
        bounds.start === undefined || bounds.end === undefined ? firstOf(events, event) : event.timestamp,
        bounds,
      ),
    ),
  ),
  row(
    'WINDOW-04',
    'only the first session is filtered',
    onWindow((event, bounds, events) => event.sessionId !== events[0]?.sessionId || isWithin(event.timestamp, bounds)),
  ),
  row(
    'WINDOW-04',
    'a filtered list loses its last event',
    onEvents((events, request) => (request.url.includes('_date') ? events.slice(0, -1) : events)),
  ),
  row(
    'WINDOW-04',
    'a page that is exactly full loses its last event',
    onEvents((events) => (events.length > 0 && events.length % 25 === 0 ? events.slice(0, -1) : events)),
  ),
  row(
    'WINDOW-04',
    'a filtered list comes in reverse',
    onEvents((events, request) => (request.url.includes('_date') ? events.reverse() : events)),
  ),
  row(
    'WINDOW-04',
    'only the first 10 events of a filtered list come',
    onEvents((events, request) => (request.url.includes('_date') ? events.slice(0, 10) : events)),
  ),
  row(
    'WINDOW-01',
    'only the first 5 events of any list come',
    onEvents((events) => events.slice(0, 5)),
  ),
  row(
    'WINDOW-02',
    'only the last 5 events of any list come',
    onEvents((events) => events.slice(-5)),
  ),
  row(
    'WINDOW-09',
    'a date is read as far as it is a number',
    onRequest((_, url) => ({ url: url.href.replace(/(_date=\d+)[^&]*/g, '$1') })),
  ),
  row(
    'WINDOW-15',
    'a negative date is ignored',
    onRequest((_, url) => ({ url: url.href.replace(/(start|end)_date=-\d+/g, 'x=1') })),
  ),
  row(
    'WINDOW-09',
    'a fraction is accepted',
    onRequest((_, url) => ({ url: url.href.replace(/(_date=\d+)\.\d+/g, '$1') })),
  ),
  row(
    'WINDOW-09',
    'any JavaScript number is accepted',
    onRequest((_, url) => ({ url: numbersOf(url) })),
  ),
  row(
    'WINDOW-09',
    'an ISO date is accepted',
    onRequest((_, url) => ({ url: url.href.replace(/_date=\d{4}-[^&]*/g, '_date=1') })),
  ),
  row(
    'WINDOW-09',
    'the words of a database for an instant are dates',
    onRequest((_, url) => ({ url: url.href.replace(/_date=(?:now|yesterday)[^&]*/g, '_date=1') })),
  ),
  row(
    'WINDOW-09',
    'seconds with a fraction are read',
    onRequest((_, url) => ({ url: url.href.replace(/(_date=\d{10})\.(\d{3})(?=&|$)/g, '$1$2') })),
  ),
  row(
    'WINDOW-09',
    'a number of days is a date',
    onRequest((_, url) => ({ url: url.href.replace(/_date=\d+d(?=&|$)/g, '_date=1') })),
  ),
  row(
    'WINDOW-12',
    'a date that is given twice counts as none',
    onRequest((_, url) => ({ url: url.href.replace(/(\w+_date)=\d+&\1=\d+/g, 'x=1') })),
  ),
  row(
    'ROBUST-02',
    'a long query is cut off, and the dates with it',
    onRequest((_, url) => ({ url: url.origin + url.pathname + url.search.slice(0, 2_048) })),
  ),
  row(
    'WINDOW-09',
    'a malformed end_date is ignored',
    onRequest((_, url) => ({ url: url.href.replace(/end_date=(?!\d+(&|$))[^&]*/g, 'x=1') })),
  ),
  row(
    'WINDOW-09',
    'a malformed date gives an empty list',
    (right) => async (request) =>
      (await right(request.clone())).status === 400 ? json(200, { data: [] }) : right(request),
  ),
  row(
    'WINDOW-15',
    'the sign of a date is dropped',
    onRequest((_, url) => ({ url: url.href.replace(/_date=-(\d+)/g, '_date=$1') })),
  ),
  row(
    'WINDOW-15',
    'a date is read as far as its first digits, whatever follows',
    onRequest((_, url) => ({ url: url.href.replace(/_date=(?:\s|%20|\+|%2B)*(\d+)[^&]*/g, '_date=$1') })),
  ),
  row('WINDOW-14', 'a window without events is not found', (right) => async (request) => {
    const reply = await right(request);
    const isEmpty = reply.status === 200 && (await reply.clone().text()) === '{"data":[]}';
    return isEmpty && request.url.includes('_date') ? json(404, { errors: ['no sessions'] }) : reply;
  }),
  row(
    'WINDOW-07',
    'a large date wraps around',
    onRequest((_, url) => ({
      url: url.href.replace(/_date=(\d{16,})/g, (_all, digits) => `_date=${(BigInt(digits) % 2n ** 64n) % 10n ** 15n}`),
    })),
  ),
  row(
    'WINDOW-07',
    'a date with zeros in front is octal',
    onRequest((_, url) => ({
      url: url.href.replace(/_date=0([0-7]+)\b/g, (_all, digits) => `_date=${Number.parseInt(digits, 8)}`),
    })),
  ),
  row(
    'WINDOW-12',
    'a repeated date breaks the server',
    (right) => async (request) =>
      /(\w+_date)=.*\1=/.test(request.url) ? json(500, { errors: ['oops'] }) : right(request),
  ),
  row(
    'WINDOW-26',
    'ranges of more than a year are refused',
    refusingWidths((width) => width > 365 * DAY_MS),
  ),
  row(
    'WINDOW-04',
    'ranges of some days are refused, and wider ones are not',
    refusingWidths((width) => width > 2 * DAY_MS && width < 30 * DAY_MS),
  ),
];

/** Other valid readings of the dates: faults only if the default reading is required. */
export const otherReadings: readonly Fault[] = [
  kept('WINDOW-13', 'end_date is exclusive', (t, b) => isWithin(t, b) && t !== b.end),
  row(
    'WINDOW-13',
    'whole sessions are kept by their start',
    onWindow((event, bounds, events) => isWithin(firstOf(events, event), bounds)),
  ),
  row(
    'WINDOW-13',
    'whole sessions are kept by their start, the end excluded',
    onWindow((event, bounds, events) => {
      const start = firstOf(events, event);
      return isWithin(start, bounds) && start !== bounds.end;
    }),
  ),
  row(
    'WINDOW-13',
    'whole sessions are kept that overlap the window',
    onWindow(
      (event, { start, end }, events) =>
        isWithin(lastOf(events, event), { start, end: undefined }) &&
        isWithin(firstOf(events, event), { start: undefined, end }),
    ),
  ),
];

function refusingWidths(isRefused: (width: number) => boolean): Fault['wrap'] {
  return (right) => async (request) => {
    const { searchParams: dates } = new URL(request.url);
    const width = Number(dates.get('end_date') ?? Number.NaN) - Number(dates.get('start_date') ?? Number.NaN);
    return isRefused(width) ? json(400, { errors: ['no such range'] }) : right(request);
  };
}

function numbersOf(url: URL): string {
  return url.href.replace(/_date=([^&]*)/g, (all, text) => {
    const value = Number(decodeURIComponent(text));
    return Number.isFinite(value) && value >= 0 ? `_date=${Math.floor(value)}` : all;
  });
}
