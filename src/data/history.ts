import type { SessionEvent } from '../api/session-event.ts';
import { sessionIdAt } from '../api/session-id.ts';
import { openRandom } from '../shared/random.ts';
import { mayStart } from './may-start.ts';
import type { Person } from './person.ts';
import { drawStarts, LATEST_EVENT } from './schedule.ts';
import { SessionLog } from './session-log.ts';
import type { Site } from './site.ts';
import { LONGEST_START_UP_MS, SHORTEST_START_UP_MS } from './start-up.ts';
import { walkVisit } from './visit.ts';
import type { VisitorKinds } from './visitor-kind.ts';
import type { Weighted } from './weighted.ts';

const IDS_PER_MS = 4096;

/** Everything that determines a user's visits besides their times. */
export interface Visits {
  readonly site: Site;
  readonly kinds: VisitorKinds;
  readonly person: Person;
  readonly inputEvents: boolean;
  /** Start of a guaranteed visit, epoch ms; undefined if habits alone decide. */
  readonly sureVisit?: number | undefined;
}

/** One visit: its time, its purpose and its limit. */
interface VisitPlan {
  /** Epoch milliseconds of the first event. */
  readonly start: number;
  /** Epoch milliseconds: no event is later. */
  readonly until: number;
  /** Names of the trips it may be for. */
  readonly trips: Weighted<string>;
  /** @defaultValue as many as a visit of the site has */
  readonly most?: number;
}

/** Appends the events of one visit to those of the visits before it. Returns its end. */
export function addVisit(events: SessionEvent[], { site, person, inputEvents }: Visits, plan: VisitPlan): number {
  const { start, until, trips, most = site.longest } = plan;
  const { seed, projectKey, userId } = person;
  // Keyed by its own start, so a visit does not depend on the visits before it.
  const random = openRandom(seed, projectKey, userId, 'visit', String(start));
  const sessionId = sessionIdAt(
    start - random.between(SHORTEST_START_UP_MS, LONGEST_START_UP_MS),
    random.below(IDS_PER_MS),
  );
  const log = new SessionLog({ sessionId, events, inputEvents, host: site.host, firstPage: random.below(2) });
  return walkVisit({ site, person, random, log, start, until, most }, trips);
}

/** The time range of a history. */
export interface HistoryEnd {
  /** Epoch milliseconds: every visit starts before. */
  readonly now: number;
  /** Epoch milliseconds, `now` or later: no event is later. */
  readonly until: number;
  /** Hours that local time is ahead of UTC. */
  readonly utcOffsetHours: number;
}

/** Builds all events of a user, session by session. */
export function buildHistory(visits: Visits, { now, until, utcOffsetHours }: HistoryEnd): SessionEvent[] {
  const { seed, projectKey, userId, habits } = visits.person;
  const { trips, finale } = habits;
  const calendar = { now: Math.min(now, LATEST_EVENT), utcOffsetHours };
  const random = openRandom(seed, projectKey, userId, 'starts');
  const starts = drawStarts(random, habits, calendar, visits.sureVisit);
  const events: SessionEvent[] = [];
  let end = 0;
  for (const [i, start] of starts.entries()) {
    if (!mayStart(start, end)) continue;
    const plan = { start, until: Math.min(until, LATEST_EVENT), trips: i === starts.length - 1 ? finale : trips };
    const before = events.length;
    const visitEnd = addVisit(events, visits, plan);
    // a visit that would overlap the guaranteed one is dropped
    if (isInTheWay(start, visitEnd, visits.sureVisit)) events.length = before;
    else end = visitEnd;
  }
  return events;
}

function isInTheWay(start: number, end: number, sure: number | undefined): boolean {
  return sure !== undefined && start < sure && mayStart(sure, 0) && !mayStart(sure, end);
}
