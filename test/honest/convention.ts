import type { SessionEvent } from '../../src/index.ts';
import type { Session } from './history.ts';

/** What a team took the document to mean where it leaves a choice. */
export interface Convention {
  /** What the dates filter: events, sessions that start in the range, or sessions any part of which lies in it. */
  readonly window: 'event' | 'session' | 'overlap';
  /** Whether an instant equal to `end_date` belongs to the range. */
  readonly end: 'included' | 'excluded';
  /** Which session comes first. Inside a session events ascend in time. */
  readonly order: 'oldest first' | 'newest first';
}

/** The dates of a request, epoch in ms; what was left out is undefined. */
interface Dates {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

/** The events that answer a request, from sessions that come oldest first. */
export function select(
  sessions: readonly Session[],
  { start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY }: Dates,
  convention: Convention,
): SessionEvent[] {
  const isBeforeEnd = (at: number) => (convention.end === 'included' ? at <= end : at < end);
  const isInside = (at: number) => at >= start && isBeforeEnd(at);
  const kept = sessions.map(({ startedAt, endedAt, events }) => {
    if (convention.window === 'event') return events.filter(({ timestamp }) => isInside(timestamp));
    const isKept = convention.window === 'session' ? isInside(startedAt) : endedAt >= start && isBeforeEnd(startedAt);
    return isKept && start <= end ? events : [];
  });
  return (convention.order === 'oldest first' ? kept : kept.reverse()).flat();
}
