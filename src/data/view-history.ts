import type { SessionEvent } from '../api/session-event.ts';
import { openRandom } from '../shared/random.ts';
import { addVisit, buildHistory, type HistoryEnd, type Visits } from './history.ts';
import { mayStart, SESSION_GAP_MS } from './may-start.ts';
import { RHYTHMS } from './rhythm.ts';
import { DAY_MS, drawStart, EARLIEST_START, LATEST_EVENT } from './schedule.ts';
import { LONGEST_START_UP_MS } from './start-up.ts';
import type { HistoryView } from './world-view.ts';

/** Number of events in a huge history. */
export const HUGE_EVENTS = 50_000;

const MINUTE_MS = 60_000;
const FIRST_VISIT_MS = 60 * MINUTE_MS;
const VISITS_A_DAY = [5, 6, 7, 8, 9, 10];

/** Builds a user's events as a view shows them. */
export function buildView(view: HistoryView, visits: Visits, end: HistoryEnd): SessionEvent[] {
  if (view === 'none') return [];
  if (view === 'first-visit') return buildFirstVisit(visits, end);
  return view === 'huge' ? buildHuge(visits, end) : buildHistory(visits, end);
}

/** One visit that started within the last hour. */
function buildFirstVisit(visits: Visits, { now, until }: HistoryEnd): SessionEvent[] {
  const { seed, projectKey, userId } = visits.person;
  const start = now - openRandom(seed, projectKey, userId, 'first-visit').between(MINUTE_MS, FIRST_VISIT_MS);
  const events: SessionEvent[] = [];
  if (mayStart(start, 0)) addVisit(events, visits, { start, until, trips: visits.kinds.common.trips });
  return events;
}

/**
 * Exactly {@link HUGE_EVENTS} in sessions over two years or less, generated from the last to the first, as the first
 * start depends on the others, and none after `now`. There are fewer if `now` is within two years of the earliest
 * possible start.
 */
function buildHuge(visits: Visits, { now, utcOffsetHours }: HistoryEnd): SessionEvent[] {
  const { seed, projectKey, userId, habits } = visits.person;
  const random = openRandom(seed, projectKey, userId, 'huge');
  const until = Math.min(now, LATEST_EVENT);
  const sessions: SessionEvent[][] = [];
  let left = HUGE_EVENTS;
  let next = Number.POSITIVE_INFINITY;
  for (let lastDay = 0; left > 0 && until - lastDay * DAY_MS > EARLIEST_START; lastDay++) {
    const starts = Array.from({ length: random.pick(VISITS_A_DAY) }, () =>
      drawStart(random, RHYTHMS.mixed, { now: until, utcOffsetHours, lastDay, span: 1 }),
    );
    for (const start of starts.sort((a, b) => b - a)) {
      if (left === 0 || start > next || !mayStart(start, 0)) continue;
      const events: SessionEvent[] = [];
      const plan = { start, until, trips: habits.trips, most: Math.min(left, visits.site.longest) };
      if (addVisit(events, visits, plan) + SESSION_GAP_MS > next) continue;
      sessions.push(events);
      left -= events.length;
      next = start - LONGEST_START_UP_MS;
    }
  }
  return sessions.reverse().flat();
}
