import type { Random } from '../../shared/random.ts';

const SECONDS = 10;
/** The numbers of digits in seconds, microseconds and nanoseconds. */
const OF_UNITS = [SECONDS, 16, 19];
/** How many other lengths are tried besides the three of units, unless all are. */
const OTHER_LENGTHS = 1;

/** A date as digits that mean something else unless they are read as milliseconds. */
interface OtherUnit {
  readonly name: string;
  readonly digits: string;
  /** The next date, to try both ends of a window in this unit: some servers detect units by both ends. */
  readonly next?: string;
}

const SHORTEST = 9;
const LONGEST = 19;
const YEAR_MS = 366 * 86_400_000;

/**
 * Writes an instant in other units and in calendar digits. Each is a whole number, and as milliseconds it
 * is a different instant: long ago, or far ahead.
 *
 * A year on its own means its beginning, before which nothing at `instant` may lie: such dates use a later year.
 *
 * @param instant - in ms since 1970, within the calendar.
 * @param isDeep - whether to try all lengths, and not only some.
 */
export function inOtherUnits(instant: number, random: Random, isDeep: boolean): OtherUnit[] {
  const text = String(instant);
  const later = inCalendar(instant + YEAR_MS);
  const lengths = Array.from({ length: LONGEST - SHORTEST + 1 }, (_, index) => SHORTEST + index).filter(
    (length) => length !== text.length && !OF_UNITS.includes(length),
  );
  const others = isDeep ? lengths : Array.from({ length: OTHER_LENGTHS }, () => random.pick(lengths));
  const chosen = [...OF_UNITS, ...others];
  const padded = [...new Set(chosen)].map((length) => ({
    name: `${length < text.length ? 'cut' : 'padded'} to ${length} digits`,
    digits: text.slice(0, length).padEnd(length, '0'),
    // only seconds are tried with other dates far away
    ...(length === SECONDS && { next: String(Number(text.slice(0, length)) + 1) }),
  }));
  return [
    ...padded,
    { name: 'as a year', digits: later.slice(0, 4) },
    { name: 'as year and month', digits: later.slice(0, 6) },
    { name: 'as year, month and day', digits: later.slice(0, 8) },
    { name: 'as year, month, day and time', digits: inCalendar(instant).slice(0, 14) },
  ];
}

function inCalendar(instant: number): string {
  return new Date(instant).toISOString().replace(/\D/g, '');
}
