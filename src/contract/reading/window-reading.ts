import type { Item } from './item.ts';

/**
 * How a server reads the dates. The document says "start date from which to filter sessions" about a list of
 * events, which allows several readings; `start_date` itself is always in the range.
 */
export interface WindowReading {
  /** Events in the range, sessions that start in it, or sessions any part of which lies in it. */
  readonly keeps: 'event' | 'session' | 'overlap';
  /** Whether `end_date` itself is in the range. */
  readonly isEndIncluded: boolean;
  /** Whether sessions may start before their first event and end after their last one, which no reply shows. */
  readonly isLoose: boolean;
}

/** The names of readings in options. */
export const READING_NAMES = [
  'event',
  'event,end-exclusive',
  'session',
  'session,end-exclusive',
  'overlap',
  'overlap,end-exclusive',
] as const;

/** The name of a reading. */
export type ReadingName = (typeof READING_NAMES)[number];

/** What applies unless something else is known. */
export const DEFAULT_READING: WindowReading = { keeps: 'event', isEndIncluded: true, isLoose: false };

/** The readings with a name: sessions may be as long as their events, or longer. */
export function readingsOf(name: ReadingName): readonly WindowReading[] {
  const [keeps, end] = name.split(',') as [WindowReading['keeps'], string?]; // as the names above are written
  const reading = { keeps, isEndIncluded: end === undefined, isLoose: false };
  return keeps === 'event' ? [reading] : [reading, { ...reading, isLoose: true }];
}

/** All readings, the default first, and those without hidden session bounds before the others. */
export const READINGS: readonly WindowReading[] = READING_NAMES.flatMap(readingsOf).sort(
  (a, b) => Number(a.isLoose) - Number(b.isLoose) || Number(b.isEndIncluded) - Number(a.isEndIncluded),
);

/** The name of a reading in options. */
export function nameOfReading({ keeps, isEndIncluded }: WindowReading): ReadingName {
  return isEndIncluded ? keeps : `${keeps},end-exclusive`;
}

/** Describes a reading in words that continue "the dates filter". */
export function describeReading({ keeps, isEndIncluded }: WindowReading): string {
  return `${WORDS[keeps]}, ${isEndIncluded ? 'both ends included' : 'the end excluded'}`;
}

const WORDS = { event: 'events', session: 'sessions by their start', overlap: 'sessions that overlap the range' };

/** Whether two readings mean the same, apart from hidden session bounds. */
export function isSameReading(a: WindowReading, b: WindowReading): boolean {
  return nameOfReading(a) === nameOfReading(b);
}

/** A range of time, `start` and `end` included; infinite if there is no bound. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The first and the last event of a session. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A session begins at most this long before its first event (`observed: v1`). */
export const SESSION_LEAD_MS = 60_000;
/** A session is assumed to end at most this long after its last event: the usual timeout. */
export const SESSION_LAG_MS = 30 * 60_000;

/** Whether a range keeps a session; undefined if that depends on what no reply shows. */
export function keepsSession(
  { first, last }: Span,
  { start, end }: Range,
  { keeps, isEndIncluded, isLoose }: WindowReading,
): boolean | undefined {
  const [lead, lag] = isLoose ? [SESSION_LEAD_MS, SESSION_LAG_MS] : [0, 0];
  const begins = { earliest: first - lead, latest: first };
  const decides = keeps === 'session' ? begins : { earliest: last, latest: last + lag };
  const isBeforeEnd = (time: number) => (isEndIncluded ? time <= end : time < end);
  const answers = [
    agreeing(decides.earliest >= start, decides.latest >= start),
    agreeing(isBeforeEnd(begins.earliest), isBeforeEnd(begins.latest)),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function agreeing(a: boolean, b: boolean): boolean | undefined {
  return a === b ? a : undefined;
}

/** The first and the last event of each session. */
export function spansOfSessions(items: readonly Item[]): Map<Item['group'], Span> {
  const spans = new Map<Item['group'], Span>();
  for (const { group, time } of items) {
    const { first, last } = spans.get(group) ?? { first: time, last: time };
    spans.set(group, { first: Math.min(first, time), last: Math.max(last, time) });
  }
  return spans;
}
