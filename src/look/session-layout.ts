import { createTimeScale, type TimeScale } from './time-scale.ts';

/** The part of an event that a drawing needs. */
interface DrawnEvent {
  readonly type: string;
  readonly timestamp: number;
  /** Of a LOCATION. */
  readonly path?: string;
  /** Of a CLICK or INPUT. */
  readonly label?: string;
  /** Of a LOCATION, in ms. */
  readonly loadTime?: number | null;
}

/** A page as a segment of a line: positions are shares of its length, 0 to 1. */
export interface Segment {
  /** Index of its event. */
  readonly index: number;
  readonly from: number;
  /** Where the next page starts, or the line ends. */
  readonly to: number;
  readonly path: string;
  readonly loadTime: number | null;
}

/** A click or similar event as a point on a line. */
export interface Point {
  readonly index: number;
  readonly at: number;
  readonly type: string;
  readonly label: string;
}

/** A session's events in proportion to time. */
interface SessionLayout {
  readonly scale: TimeScale;
  readonly segments: readonly Segment[];
  readonly points: readonly Point[];
}

/** The last page has no end, so it gets this additional share of the session. */
const TAIL = 0.06;
const LEAST_TAIL_MS = 1_000;

/** Lays out the events of one session, given in order. */
export function layOutSession(events: readonly DrawnEvent[]): SessionLayout {
  const times = events.map(({ timestamp }) => timestamp);
  // not Math.min(...times), which fails for very many
  const start = times.reduce((least, time) => Math.min(least, time), times[0] ?? 0);
  const last = times.reduce((most, time) => Math.max(most, time), start);
  const scale = createTimeScale(start, last + Math.max(LEAST_TAIL_MS, Math.round((last - start) * TAIL)));
  const pages = events.flatMap((event, index) => (event.type === 'LOCATION' ? [{ event, index }] : []));
  return {
    scale,
    segments: pages.map(({ event, index }, place) => {
      const next = pages[place + 1]?.event;
      const from = scale.at(event.timestamp);
      const to = next ? Math.max(from, scale.at(next.timestamp)) : 1;
      return { index, from, to, path: event.path ?? '', loadTime: event.loadTime ?? null };
    }),
    points: events.flatMap(({ type, timestamp, label }, index) =>
      type === 'LOCATION' ? [] : [{ index, at: scale.at(timestamp), type, label: label ?? type }],
    ),
  };
}
