import type { Item } from './item.ts';
import { usualUnitOf } from './time-unit.ts';
import {
  describeReading,
  isSameReading,
  keepsSession,
  nameOfReading,
  READINGS,
  type Span,
  type WindowReading,
} from './window-reading.ts';

/** The bounds of a window as numbers; undefined if there is none. */
export interface Bounds {
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** A way to get windows wrong: which events a server keeps that makes only this mistake. */
export interface Mistake {
  readonly sentence: string;
  /** Complexity: of the mistakes that explain the same windows, the one with the lowest weight is likeliest. */
  readonly weight: number;
  /**
   * `time` is what the dates are compared with: that of the event, or the start of its session if sessions are kept.
   * `session` contains the times of the event's session in ascending order.
   */
  readonly keep: (time: number, bounds: Bounds, event: Item, session: readonly number[]) => boolean;
}

const within = (time: number, { start, end }: Bounds) =>
  (start === undefined || time >= start) && (end === undefined || time <= end);

const floorTo = (time: number | undefined, unit: number) =>
  time === undefined ? undefined : Math.floor(time / unit) * unit;
const units = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const mistake = (weight: number, sentence: string, keep: Mistake['keep']): Mistake => ({ sentence, weight, keep });

const ONE_DATE: readonly Mistake[] = [
  mistake(1, 'start_date is exclusive: an event exactly at it is left out.', (t, b) => within(t, b) && t !== b.start),
  mistake(1, 'end_date is exclusive: an event exactly at it is left out.', (t, b) => within(t, b) && t !== b.end),
  mistake(1, 'start_date is ignored.', (t, { end }) => within(t, { start: undefined, end })),
  mistake(1, 'end_date is ignored.', (t, { start }) => within(t, { start, end: undefined })),
  mistake(2, 'start_date is ignored unless end_date is given too.', (t, b) => b.end === undefined || within(t, b)),
  mistake(2, 'end_date is ignored unless start_date is given too.', (t, b) => b.start === undefined || within(t, b)),
  mistake(2, 'start_date=0 takes the whole window with it.', (t, b) => b.start === 0 || within(t, b)),
];

const BOTH_DATES: readonly Mistake[] = [
  mistake(
    2,
    'Both dates are exclusive: events exactly at them are left out.',
    (t, b) => within(t, b) && t !== b.start && t !== b.end,
  ),
  mistake(2, 'Both dates are ignored, or a cache leaves them out of its key.', () => true),
  mistake(2, 'start_date and end_date are swapped.', (t, { start, end }) => within(t, { start: end, end: start })),
  mistake(2, 'The dates are read as seconds instead of milliseconds.', (t, { start, end }) =>
    within(t, { start: start && start * 1000, end: end && end * 1000 }),
  ),
  mistake(2, 'The dates, in milliseconds, are compared with timestamps in seconds.', (t, b) =>
    within(Math.floor(t / 1000), b),
  ),
  mistake(1, 'A date of 0 counts as absent.', (t, { start, end }) =>
    within(t, { start: start || undefined, end: end || undefined }),
  ),
  mistake(
    3,
    'The dates are compared as texts, not as numbers.',
    (t, { start, end }) =>
      (start === undefined || String(t) >= String(start)) && (end === undefined || String(t) <= String(end)),
  ),
  mistake(2, 'An inverted window has its dates swapped instead of being empty.', (t, { start, end }) =>
    start !== undefined && end !== undefined && start > end
      ? within(t, { start: end, end: start })
      : within(t, { start, end }),
  ),
];

const BY_UNIT: readonly Mistake[] = Object.entries(units).flatMap(([name, unit]) => [
  mistake(3, `The dates are rounded down to the ${name}.`, (t, { start, end }) =>
    within(t, { start: floorTo(start, unit), end: floorTo(end, unit) }),
  ),
  mistake(3, `Dates and timestamps are compared by the ${name}.`, (t, { start, end }) =>
    within(Math.floor(t / unit), { start: start && Math.floor(start / unit), end: end && Math.floor(end / unit) }),
  ),
  mistake(3, `end_date is stretched to the end of its ${name}.`, (t, { start, end }) =>
    within(t, { start, end: end === undefined ? end : (floorTo(end, unit) ?? 0) + unit - 1 }),
  ),
]);

/** The first of some ascending times that is not before a bound. A binary search, as a session may be long. */
function firstFrom(times: readonly number[], start: number | undefined): number {
  let [low, high] = [0, start === undefined ? 0 : times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) >= (start ?? 0)) high = middle;
    else low = middle + 1;
  }
  return times[low] ?? Number.NaN;
}

const ANY_INSIDE = mistake(2, 'Sessions with any event inside the window are returned whole.', (_, b, __, session) =>
  within(firstFrom(session, b.start), b),
);

const BY_TYPE: readonly Mistake[] = [
  mistake(2, 'The dates filter LOCATION events only.', (t, b, { type }) => type !== 'LOCATION' || within(t, b)),
  mistake(2, 'The dates filter CLICK events only.', (t, b, { type }) => type !== 'CLICK' || within(t, b)),
];

/** Of events of one type alone nothing tells whether the type matters. */
function byType(events: readonly Item[]): readonly Mistake[] {
  return new Set(events.map(({ type }) => type)).size > 1 ? BY_TYPE : [];
}

/** Mistakes with a single date, which may be combined. */
const OF_START = [...ONE_DATE, ...BY_UNIT].filter(({ sentence }) => /start_date|dates are/.test(sentence));
const OF_END = [...ONE_DATE, ...BY_UNIT].filter(({ sentence }) => /end_date|dates are/.test(sentence));

/** Valid readings other than the required one. */
function otherReadings(held: WindowReading): Mistake[] {
  return READINGS.filter(
    (reading) => !reading.isLoose && !isSameReading(reading, held) && reading.keeps !== held.keeps,
  ).map((reading) =>
    mistake(
      reading.isEndIncluded ? 1 : 2,
      `The dates filter ${describeReading(reading)}; to accept that, pass --window ${nameOfReading(reading)}.`,
      (_, { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY }, event, session) => {
        if (reading.keeps !== 'event') return keepsSession(toSpan(session), { start, end }, reading) ?? false;
        return event.time >= start && (reading.isEndIncluded ? event.time <= end : event.time < end);
      },
    ),
  );
}

function toSpan(session: readonly number[]): Span {
  return { first: session[0] ?? Number.NaN, last: session.at(-1) ?? Number.NaN };
}

/** Timestamps in a different unit than the dates: then the timestamps of the reply are wrong, not the window. */
function otherUnit(times: readonly number[]): Mistake[] {
  const unit = usualUnitOf(times);
  return unit ? [mistake(0, unit.sentence, (t, b) => within(t * unit.ms, b))] : [];
}

/** The mistakes that a server may make with windows over these events. */
export function mistakesOver(events: readonly Item[], reading: WindowReading): Mistake[] {
  const times = events.map(({ time }) => time);
  // under other readings, times alone do not decide what is kept, so only mistakes with one date are reported
  const own =
    reading.keeps === 'event' ? [...ONE_DATE, ...BOTH_DATES, ...BY_UNIT, ...byType(events), ANY_INSIDE] : ONE_DATE;
  const usual = own.map(({ keep, ...rest }) => ({
    ...rest,
    keep: reading.isEndIncluded ? keep : withoutEnd(keep),
  }));
  const known = reading.isEndIncluded ? usual : [END_INCLUDED, ...usual];
  return [...otherUnit(times), ...otherReadings(reading), ...(reading.keeps === 'overlap' ? [ANY_INSIDE] : known)];
}

const END_INCLUDED = mistake(1, 'end_date is inclusive: an event exactly at it is kept.', within);

/** The same mistake of a server that excludes the end. */
function withoutEnd(keep: Mistake['keep']): Mistake['keep'] {
  return (time, bounds, ...of) => keep(time, bounds, ...of) && time !== bounds.end;
}

/** Two mistakes at once, one with each date. */
export function pairsOfMistakes(): Mistake[] {
  return OF_START.flatMap((one) =>
    OF_END.filter((other) => other !== one).map((other) =>
      mistake(
        one.weight + other.weight,
        `${one.sentence} ${other.sentence}`,
        (time, { start, end }, ...of) =>
          one.keep(time, { start, end: undefined }, ...of) && other.keep(time, { start: undefined, end }, ...of),
      ),
    ),
  );
}
