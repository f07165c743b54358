import type { Random } from '../shared/random.ts';
import { RHYTHMS, type Rhythm } from './rhythm.ts';
import type { Habits, Range } from './visitor-kind.ts';

/** An hour, in milliseconds. */
export const HOUR_MS = 3_600_000;
/** A day, in milliseconds. */
export const DAY_MS = 24 * HOUR_MS;

/** The earliest session start whose ID has 16 digits: 2019-08-08T10:06:29.063Z, in epoch milliseconds. */
export const EARLIEST_START = 1_565_258_789_063;

/** No visits are generated after this, where IDs approach 2^53-1: 2053-01-01T00:00:00Z, in epoch milliseconds. */
export const LATEST_EVENT = 2_619_216_000_000;

/** The days before `now` over which visits are spread. */
const LONGEST_SPAN_DAYS = 180;

const DAYS_TRIED = 6;
/** 1970-01-01 was a Thursday; weeks start on Sunday here. */
const FIRST_WEEKDAY = 4;

/** The calendar of a place. */
interface Calendar {
  /** Epoch milliseconds: all starts are earlier. */
  readonly now: number;
  /** Hours that local time is ahead of UTC. */
  readonly utcOffsetHours: number;
}

/**
 * Draws the starts of a user's visits: epoch milliseconds before `now`, ascending, at most 180 days back. They may be
 * too close together, which only shows once their durations are known.
 *
 * @param sure - a start to include, within the last week; the last day is then its own.
 */
export function drawStarts(
  random: Random,
  { sessions, spanDays, rhythm }: Habits,
  calendar: Calendar,
  sure?: number,
): readonly number[] {
  const count = draw(random, sessions);
  const drawnSpan = Math.min(draw(random, spanDays), LONGEST_SPAN_DAYS);
  const usualLastDay = random.below(LONGEST_SPAN_DAYS - drawnSpan + 1);
  const lastDay = sure === undefined ? usualLastDay : dayOf(calendar.now, calendar) - dayOf(sure, calendar);
  const span = Math.min(drawnSpan, LONGEST_SPAN_DAYS - lastDay);
  const starts: number[] = [];
  for (let i = 0; i < count; i++) starts.push(drawStart(random, RHYTHMS[rhythm], { ...calendar, lastDay, span }));
  starts.sort((a, b) => a - b);
  return sure === undefined ? starts : withStart(starts, sure);
}

/** Replaces the last start before the given one, or the first after it. */
function withStart(starts: readonly number[], sure: number): readonly number[] {
  const place = Math.max(
    0,
    starts.findLastIndex((start) => start <= sure),
  );
  return starts.with(place, sure);
}

/** The day of a time in some place, counted from 1970-01-01. */
function dayOf(time: number, { utcOffsetHours }: Calendar): number {
  return Math.floor((time + utcOffsetHours * HOUR_MS) / DAY_MS);
}

/** Draws a start on one of `span` days, of which the last is `lastDay` days before today. */
export function drawStart(
  random: Random,
  rhythm: Rhythm,
  { now, utcOffsetHours, lastDay, span }: Calendar & { readonly lastDay: number; readonly span: number },
): number {
  const offset = utcOffsetHours * HOUR_MS;
  const today = Math.floor((now + offset) / DAY_MS);
  let day = today;
  for (let tried = 0; tried < DAYS_TRIED; tried++) {
    day = today - lastDay - random.below(span);
    if (random.chance(rhythm.days[weekdayOf(day)] ?? 1)) break;
  }
  const hours = weekdayOf(day) % 6 === 0 ? rhythm.weekendHours : rhythm.weekdayHours;
  const start = day * DAY_MS + random.pick(hours) * HOUR_MS + random.below(HOUR_MS) - offset;
  return start < now ? start : start - DAY_MS;
}

/** From 0, which is Sunday, to 6. */
function weekdayOf(day: number): number {
  return (((day + FIRST_WEEKDAY) % 7) + 7) % 7;
}

function draw(random: Random, [least, most]: Range): number {
  return random.between(least, most);
}
