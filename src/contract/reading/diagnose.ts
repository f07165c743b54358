import { keyOf, type WireEvent } from './events.ts';
import { startsOfSessions, type Window, type WindowMode } from './window.ts';

/** A window that was asked for and what came. */
export interface WindowObservation {
  readonly window: Window;
  readonly received: readonly WireEvent[];
}

interface Bounds {
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** A way to get windows wrong: which events a server keeps that makes this mistake and no other. */
interface Mistake {
  readonly sentence: string;
  readonly keep: (
    time: number,
    bounds: Bounds,
    event: WireEvent,
    starts: Map<WireEvent['sessionId'], number>,
  ) => boolean;
}

const within = (time: number, { start, end }: Bounds) =>
  (start === undefined || time >= start) && (end === undefined || time <= end);

const DAY_MS = 86_400_000;
const floorTo = (time: number | undefined, unit: number) =>
  time === undefined ? undefined : Math.floor(time / unit) * unit;
const units = { second: 1000, minute: 60_000, hour: 3_600_000, day: DAY_MS };

const MISTAKES: readonly Mistake[] = [
  {
    sentence: 'start_date is exclusive: an event exactly at it is left out.',
    keep: (t, b) => within(t, b) && t !== b.start,
  },
  {
    sentence: 'end_date is exclusive: an event exactly at it is left out.',
    keep: (t, b) => within(t, b) && t !== b.end,
  },
  {
    sentence: 'Both dates are exclusive: events exactly at them are left out.',
    keep: (t, b) => within(t, b) && t !== b.start && t !== b.end,
  },
  { sentence: 'Both dates are ignored, or a cache forgets them.', keep: () => true },
  { sentence: 'start_date is ignored.', keep: (t, { end }) => within(t, { start: undefined, end }) },
  { sentence: 'end_date is ignored.', keep: (t, { start }) => within(t, { start, end: undefined }) },
  {
    sentence: 'start_date is ignored unless end_date is given too.',
    keep: (t, b) => b.end === undefined || within(t, b),
  },
  {
    sentence: 'end_date is ignored unless start_date is given too.',
    keep: (t, b) => b.start === undefined || within(t, b),
  },
  {
    sentence: 'start_date and end_date are swapped.',
    keep: (t, { start, end }) => within(t, { start: end, end: start }),
  },
  {
    sentence: 'The dates are read as seconds instead of milliseconds.',
    keep: (t, { start, end }) => within(t, { start: start && start * 1000, end: end && end * 1000 }),
  },
  {
    sentence: 'The dates, in milliseconds, are compared with timestamps in seconds.',
    keep: (t, b) => within(Math.floor(t / 1000), b),
  },
  {
    sentence: 'A date of 0 counts as absent.',
    keep: (t, { start, end }) => within(t, { start: start || undefined, end: end || undefined }),
  },
  { sentence: 'start_date=0 takes the whole window with it.', keep: (t, b) => b.start === 0 || within(t, b) },
  ...Object.entries(units).flatMap(([name, unit]): Mistake[] => [
    {
      sentence: `The dates are rounded down to the ${name}.`,
      keep: (t, { start, end }) => within(t, { start: floorTo(start, unit), end: floorTo(end, unit) }),
    },
    {
      sentence: `Dates and timestamps are compared by the ${name}.`,
      keep: (t, { start, end }) =>
        within(Math.floor(t / unit), { start: start && Math.floor(start / unit), end: end && Math.floor(end / unit) }),
    },
    {
      sentence: `end_date is stretched to the end of its ${name}.`,
      keep: (t, { start, end }) =>
        within(t, { start, end: end === undefined ? end : (floorTo(end, unit) ?? 0) + unit - 1 }),
    },
  ]),
  {
    sentence: 'The dates are compared as texts, not as numbers.',
    keep: (t, { start, end }) =>
      (start === undefined || String(t) >= String(start)) && (end === undefined || String(t) <= String(end)),
  },
  {
    sentence: 'The dates filter LOCATION events only.',
    keep: (t, b, event) => event.type !== 'LOCATION' || within(t, b),
  },
  { sentence: 'The dates filter CLICK events only.', keep: (t, b, event) => event.type !== 'CLICK' || within(t, b) },
  {
    sentence: 'An inverted window is turned round instead of being empty.',
    keep: (t, { start, end }) =>
      start !== undefined && end !== undefined && start > end
        ? within(t, { start: end, end: start })
        : within(t, { start, end }),
  },
];

/** The other way to keep the dates, which a run can be told to expect. */
const OTHER_MODE: Record<WindowMode, Mistake> = {
  event: {
    sentence:
      'Whole sessions are kept by their start instead of events by their time (as v1 servers do); to accept that, pass --window session.',
    keep: (_, b, event, starts) => within(starts.get(event.sessionId) ?? 0, b),
  },
  session: {
    sentence:
      'Events are kept by their time instead of whole sessions by their start; to check that, drop --window session.',
    keep: within,
  },
};

/** Names the one mistake that explains every observed window; undefined when none does. */
export function diagnoseWindows(
  events: readonly WireEvent[],
  observations: readonly WindowObservation[],
  mode: WindowMode = 'event',
): string | undefined {
  const starts = startsOfSessions(events);
  const explains = ({ keep }: Mistake) =>
    observations.every(({ window, received }) => {
      const bounds = { start: toBound(window.start), end: toBound(window.end) };
      const kept = events.filter((event) => keep(event.timestamp, bounds, event, starts));
      return kept.length === received.length && sameKeys(kept, received);
    });
  return [OTHER_MODE[mode], ...(mode === 'event' ? MISTAKES : [])].find(explains)?.sentence;
}

function toBound(bound: Window['start']): number | undefined {
  return bound === undefined ? undefined : Number(bound);
}

function sameKeys(a: readonly WireEvent[], b: readonly WireEvent[]): boolean {
  const keys = new Set(a.map(keyOf));
  return b.every((event) => keys.has(keyOf(event)));
}
