import type { QueryParameters } from '../../api/documented/request.ts';
import type { EventBuffer, Run } from '../../store/event-buffer.ts';

/** What a window filters: events by time, or whole sessions by start. */
export type WindowMode = 'event' | 'session';

/** Finds the events inside a window, both ends included, as runs in reply order. */
export function findRuns(events: EventBuffer, window: QueryParameters, mode: WindowMode): Run[] {
  const { start_date: start = 0, end_date: end = Number.POSITIVE_INFINITY } = window;
  const { timestamps, sessions, isInTimeOrder, length } = events;
  if (window.start_date === undefined && window.end_date === undefined) return [{ from: 0, to: length }];
  if (start > end) return [];
  if (mode === 'event' && isInTimeOrder) return [runWithin(timestamps, start, end, 0, length)];
  return sessions.map(({ from, events: count, start: begin }) => {
    const to = from + count;
    if (mode === 'event') return runWithin(timestamps, start, end, from, to);
    return begin >= start && begin <= end ? { from, to } : { from, to: from };
  });
}

function runWithin(timestamps: Float64Array, start: number, end: number, from: number, to: number): Run {
  const first = countBelow(timestamps, start, from, to);
  return { from: first, to: countBelow(timestamps, end + 1, first, to) };
}

/** Binary search: the first index in `from..to` whose timestamp is at least `bound`, or `to`. */
function countBelow(timestamps: Float64Array, bound: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timestamps[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
