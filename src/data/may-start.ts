import { EARLIEST_START, LATEST_EVENT } from './schedule.ts';
import { LONGEST_START_UP_MS } from './start-up.ts';

/** The shortest time from a session's last event to the start of the user's next session, in milliseconds. */
export const SESSION_GAP_MS = 30 * 60_000;

/** Returns whether a visit may start at a time, given the last event of the previous one. */
export function mayStart(start: number, lastEvent: number): boolean {
  return start >= Math.max(EARLIEST_START, lastEvent + SESSION_GAP_MS) + LONGEST_START_UP_MS && start <= LATEST_EVENT;
}
