import type { SessionEvent } from '../schema/session-event.ts';
import { sessionIdAt } from '../schema/session-id.ts';
import { openRandom } from './random.ts';
import { drawStarts, EARLIEST_START, LATEST_EVENT } from './schedule.ts';
import { SessionLog } from './session-log.ts';
import type { Site } from './site.ts';
import { walkVisit } from './visit.ts';

/** The shortest time from a session's last event to the start of the user's next session, in milliseconds. */
export const SESSION_GAP_MS = 30 * 60_000;

/** The longest time from a session's start, which its ID holds, to its first event. */
const LONGEST_START_UP_MS = 4000;

const IDS_PER_MS = 4096;

/** All that decides about a user's events besides the site. */
export interface HistoryOptions {
  readonly seed: number | string;
  readonly projectKey: string;
  readonly userId: string;
  /** Epoch milliseconds: no event is later. */
  readonly now: number;
  readonly inputEvents: boolean;
}

/** Builds all events of a user, session by session. */
export function buildHistory(site: Site, options: HistoryOptions): SessionEvent[] {
  const { seed, projectKey, userId, inputEvents } = options;
  const until = Math.min(options.now, LATEST_EVENT);
  const events: SessionEvent[] = [];
  let free = EARLIEST_START + LONGEST_START_UP_MS;
  for (const start of drawStarts(openRandom(seed, projectKey, userId, 'starts'), until)) {
    if (start < free) continue;
    // Keyed by its own start, so a visit stays the same whatever the visits before it were.
    const random = openRandom(seed, projectKey, userId, 'visit', String(start));
    const sessionId = sessionIdAt(start - random.between(300, LONGEST_START_UP_MS), random.below(IDS_PER_MS));
    const log = new SessionLog(sessionId, events, inputEvents, random.below(2));
    free = walkVisit(site, random, log, { start, until }) + SESSION_GAP_MS + LONGEST_START_UP_MS;
  }
  return events;
}
