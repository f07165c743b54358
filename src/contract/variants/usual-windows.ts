import type { Random } from '../../shared/random.ts';

/** A window with both bounds, both included, in ms since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Widths that people choose, and those that reveal rounding. */
const WIDTHS = [1, 999, SECOND, MINUTE, HOUR, DAY, WEEK, 30 * DAY];

/** The first Monday after 1970 began. */
const FIRST_MONDAY = 4 * DAY;

/** Time zones with whole hours, from UTC-12 to UTC+14. */
const OFFSETS = Array.from({ length: 27 }, (_, index) => (index - 12) * HOUR).filter((offset) => offset !== 0);

/** The number of best anchors from which the seed picks one. */
const BEST = 3;

/** More instants would add nothing. */
const MOST_INSTANTS = 3_000;

/** Distinct instants in ascending order, without those outside calendars; only the latest if there are very many. */
export function instantsOf(times: readonly number[]): number[] {
  const usable = times.filter((time) => Number.isSafeInteger(time) && time >= 31 * DAY && time < LAST_OF_CALENDAR);
  return [...new Set(usable)].sort((a, b) => a - b).slice(-MOST_INSTANTS);
}

const LAST_OF_CALENDAR = Date.UTC(9999, 0);

/**
 * Windows of each usual width with an event at either end, or from below an hour at one that the seed picks. Preferred are those with another event soon beyond the other
 * end, as only they reveal a bound that moves. A window with no event after it has no end that matters.
 *
 * @param instants - from {@link instantsOf}.
 */
export function windowsOfWidths(instants: readonly number[], random: Random): Span[] {
  if (instants.length === 0) return [];
  return WIDTHS.flatMap((width) => {
    const gapBehind = (time: number) => (firstAfter(instants, time + width) ?? Infinity) - (time + width);
    const after = pickRevealing(instants, random, gapBehind);
    const before = pickRevealing(
      instants,
      random,
      (time) => time - width - (lastBefore(instants, time - width) ?? -Infinity),
    );
    const spans = [
      ...(gapBehind(after) < Infinity ? [{ start: after, end: after + width }] : []),
      { start: Math.max(0, before - width), end: before },
    ];
    return width < HOUR ? [random.pick(spans)] : spans;
  });
}

/** Bugs at calendar boundaries shift dates by at most this much. */
const FAR_FROM_TURN = 2 * DAY;

/** A period of the calendar: the start of the one that contains an instant, and the start of the next. */
type Calendar = (time: number) => readonly [start: number, next: number];

const steps =
  (length: number, first = 0): Calendar =>
  (time) => {
    const start = Math.floor((time - first) / length) * length + first;
    return [start, start + length];
  };

const months: Calendar = (time) => {
  const date = new Date(time);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return [Date.UTC(year, month), Date.UTC(year, month + 1)];
};

const shifted =
  (calendar: Calendar, offset: number): Calendar =>
  (time) => {
    const [start, next] = calendar(time + offset);
    return [start - offset, next - offset];
  };

const DAYS_AND_LONGER = [steps(DAY), steps(WEEK, FIRST_MONDAY), months] as const;

/**
 * Whole seconds, minutes, hours, days, weeks (from Monday) and months, each ending in .999: those on either side of
 * a boundary close to an event, and with `isDeep` one at random. Days and longer ones are in UTC and at a whole-hour offset,
 * where without `isDeep` the seed picks weeks or months.
 *
 * @param instants - from {@link instantsOf}.
 */
export function calendarWindows(instants: readonly number[], random: Random, isDeep: boolean): Span[] {
  if (instants.length === 0) return [];
  const [day, ...longer] = DAYS_AND_LONGER;
  const zoned = isDeep ? DAYS_AND_LONGER : [day, random.pick(longer)];
  const local = zoned.map((calendar) => OFFSETS.map((offset) => shifted(calendar, offset)));
  const utc = [steps(SECOND), steps(MINUTE), steps(HOUR), ...DAYS_AND_LONGER].map((calendar) => [calendar]);
  const turns = [...utc, ...local].flatMap((calendars) => aroundTurn(instants, calendars));
  const anywhere = (isDeep ? DAYS_AND_LONGER : []).map((calendar) => toSpan(calendar(random.pick(instants))));
  return [...turns, ...anywhere];
}

/** The two periods on either side of the boundary closest to an instant; only the period of the instant if that is far. */
function aroundTurn(instants: readonly number[], calendars: readonly Calendar[]): readonly Span[] {
  let closest = Infinity;
  let found: readonly Span[] = [];
  for (const calendar of calendars) {
    for (const time of instants) {
      const [start, next] = calendar(time);
      const isEarly = time - start < next - time;
      const distance = isEarly ? time - start : next - time;
      if (distance >= closest) continue;
      closest = distance;
      const [own, other] = [toSpan([start, next]), toSpan(calendar(isEarly ? start - 1 : next))];
      found = distance > FAR_FROM_TURN ? [own] : [other, own];
    }
  }
  return found;
}

function toSpan([start, next]: readonly [number, number]): Span {
  return { start, end: next - 1 };
}

/**
 * Windows between neighbouring events: one that excludes each of the closest two, and some inside a gap
 * of the history, the longest one included.
 *
 * @param instants - from {@link instantsOf}.
 * @param stepMs - the smallest step of a date that makes a difference.
 */
export function windowsInGaps(instants: readonly number[], random: Random, stepMs = 1): Span[] {
  const gaps = instants
    .slice(1)
    .map((next, index) => ({ from: instants[index] ?? next, to: next }))
    .filter(({ from, to }) => to - from > stepMs)
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  const [closest, longest] = [gaps[0], gaps.at(-1)];
  if (!closest || !longest) return [];
  const inside = [closest, longest, random.pick(gaps.slice(0, Math.ceil(gaps.length / 2)))];
  return [
    { start: closest.from, end: closest.to - stepMs },
    { start: closest.from + stepMs, end: closest.to },
    ...inside.map(({ from, to }) => ({ start: from + stepMs, end: to - stepMs })),
    { start: longest.from + stepMs, end: longest.from + stepMs },
  ];
}

/** One of the instants with the smallest gaps; infinite gaps come last. */
function pickRevealing(instants: readonly number[], random: Random, gapAt: (time: number) => number): number {
  const ranked = instants.map((time) => ({ time, gap: gapAt(time) })).sort((a, b) => a.gap - b.gap || 0);
  return random.pick(ranked.slice(0, BEST)).time;
}

/** The first instant after a time. */
function firstAfter(instants: readonly number[], time: number): number | undefined {
  return instants[countUpTo(instants, time)];
}

/** The last instant before a time. */
function lastBefore(instants: readonly number[], time: number): number | undefined {
  return instants[countUpTo(instants, time - 1) - 1];
}

/** The number of instants up to and including a time. */
function countUpTo(instants: readonly number[], time: number): number {
  let [from, to] = [0, instants.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((instants[middle] ?? Infinity) <= time) from = middle + 1;
    else to = middle;
  }
  return from;
}
