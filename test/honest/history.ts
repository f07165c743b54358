import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID, type SessionEvent } from '../../src/index.ts';
import { documentedReply } from '../support/documented.ts';

/** The API key that every honest server takes. */
export const KEY = 'HonestKeyOfOneHouse42';

/** A user with eight sessions, some of which overlap, and with events that share an instant. */
export const BUSY_USER_ID = 'lea.martin+shop@example.org';

/** A session as a team keeps it. */
export interface Session {
  /** Epoch in ms of the first event. */
  readonly startedAt: number;
  /** Epoch in ms of the last event. */
  readonly endedAt: number;
  readonly events: readonly SessionEvent[];
}

const HOUR_MS = 3_600_000;
const FIRST_START = 1_622_621_104_217;

/** Starts in ms from the first one, and how many pages are seen: the fourth and the seventh begin in the one before. */
const VISITS = [
  { offsetMs: 0, pages: 7 },
  { offsetMs: 50 * HOUR_MS + 4_113, pages: 2 },
  { offsetMs: 50 * HOUR_MS + 64_301, pages: 9 },
  { offsetMs: 50 * HOUR_MS + 95_777, pages: 8 },
  { offsetMs: 213 * HOUR_MS + 7, pages: 5 },
  { offsetMs: 290 * HOUR_MS + 1_999, pages: 12 },
  { offsetMs: 290 * HOUR_MS + 11_023, pages: 2 },
  { offsetMs: 481 * HOUR_MS + 333, pages: 9 },
];
const STEPS_MS = [1_207, 803, 5_311, 1, 2_999, 401];
const LABELS = ['Shop', 'Add to cart', 'Déconnexion', '次へ', '"Buy" now'];

const sessions = new Map([
  [DOCUMENTED_USER_ID, toSessions((JSON.parse(documentedReply) as { data: SessionEvent[] }).data)],
  [BUSY_USER_ID, toSessions(VISITS.flatMap(({ offsetMs, pages }) => visit(FIRST_START + offsetMs, pages)))],
]);

/** The user's sessions, oldest first; none for a user never seen. */
export function sessionsOf(userId: string): readonly Session[] {
  return sessions.get(userId) ?? [];
}

/** Whether the key's organization has the project. */
export function hasProject(projectKey: string): boolean {
  return projectKey === DOCUMENTED_PROJECT_KEY;
}

/** Each page is followed by a click at the same instant, and every other one by a further click. */
function visit(start: number, pages: number): SessionEvent[] {
  const sessionId = (start - 1_550_000_000_000) * 65_536 + pages;
  let timestamp = start;
  return Array.from({ length: pages }, (_, page): SessionEvent[] => {
    if (page > 0) timestamp += STEPS_MS[page % STEPS_MS.length] ?? 0;
    const messageId = (page + 1) * 2 ** 32 + 4_217;
    const label = LABELS[page % LABELS.length] ?? '';
    const events = [
      pageView(sessionId, messageId, timestamp, page),
      { sessionId, messageId: messageId + 1, timestamp, label, type: 'CLICK' as const },
    ];
    if (page % 2 === 0 && page < pages - 1) {
      timestamp += 612;
      events.push({ sessionId, messageId: messageId + 9, timestamp, label: 'OK', type: 'CLICK' });
    }
    return events;
  }).flat();
}

function pageView(sessionId: number, messageId: number, timestamp: number, page: number): SessionEvent {
  const path = page % 3 === 0 ? '/shop/' : `/product/hoodie-${page}/`;
  const referrer = page % 3 === 1 ? 'https://testsite.openreplay.com/shop/' : 'https://testsite.openreplay.com/';
  const isFirst = page === 0;
  return {
    sessionId,
    messageId,
    timestamp,
    host: 'testsite.openreplay.com',
    path,
    basePath: path,
    referrer,
    baseReferrer: referrer,
    domBuildingTime: isFirst ? 720 : null,
    domContentLoadedTime: isFirst ? 901 : null,
    loadTime: isFirst ? 1_705 : null,
    firstPaintTime: isFirst ? 781 : null,
    firstContentfulPaintTime: isFirst ? 781 : null,
    speedIndex: null,
    visuallyComplete: null,
    timeToInteractive: null,
    responseTime: isFirst ? 6 : null,
    responseEnd: isFirst ? 178 : null,
    ttfb: null,
    value: path,
    url: path,
    type: 'LOCATION',
  };
}

function toSessions(events: readonly SessionEvent[]): Session[] {
  const ids = [...new Set(events.map(({ sessionId }) => sessionId))];
  return ids.map((id) => {
    const own = events.filter(({ sessionId }) => sessionId === id);
    const times = own.map(({ timestamp }) => timestamp);
    return { startedAt: Math.min(...times), endedAt: Math.max(...times), events: own };
  });
}
