import type { ApiId } from '../api/ids.ts';
import { inOrder, isFields } from './read-event.ts';
import type { SeenVisit } from './visit.ts';

/** A span of time, epoch ms, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Sends a request below a project, a POST if it has a body, and returns the JSON of the reply. */
type Get = (path: string, body?: string) => Promise<unknown>;

/** Whose sessions are read. */
export interface Question {
  readonly userId: string;
  readonly span: Span;
  /** IDs of sessions that need not be read again. */
  readonly known: ReadonlySet<string>;
}

/** How to read each API: a session that extends beyond the span may come in parts, or whole. */
export const READERS: Readonly<Record<ApiId, (get: Get, question: Question) => Promise<SeenVisit[]>>> = {
  documented: readDocumented,
  v1: readV1,
  v2: readV2,
};

const SECOND_MS = 1_000;
/** Maximum number of sessions in a list of v1, and in a page of v2. */
const V1_LIST = 50;
const V2_PAGE = 200;
const MOST_PAGES = 500;
const EARLIEST = 946_684_800_000;
const LATEST = 4_000_000_000_000;

async function readDocumented(get: Get, { userId, span: { from, to } }: Question): Promise<SeenVisit[]> {
  const list = listOf(await get(`users/${encodeURIComponent(userId)}/sessions?start_date=${from}&end_date=${to}`));
  return visitsOf(userId, list);
}

async function readV1(get: Get, { userId, span, known }: Question): Promise<SeenVisit[]> {
  const path = `users/${encodeURIComponent(userId)}/sessions?start_date=${span.from}&end_date=${span.to}`;
  const summaries = listOf(await get(path));
  if (summaries.length >= V1_LIST && span.to > span.from) {
    const middle = Math.floor((span.from + span.to) / 2);
    const first = await readV1(get, { userId, span: { from: span.from, to: middle }, known });
    return [...first, ...(await readV1(get, { userId, span: { from: middle + 1, to: span.to }, known }))];
  }
  const visits: SeenVisit[] = [];
  for (const summary of summaries) {
    if (!isFields(summary) || known.has(String(summary.sessionId))) continue;
    const sessionId = String(summary.sessionId);
    const events = withSession(inOrder(listOf(await get(`sessions/${sessionId}/events`))), sessionId);
    visits.push({ userId, sessionId, session: factsOf(summary), events });
  }
  return visits;
}

async function readV2(get: Get, { userId, span: { from, to }, known }: Question): Promise<SeenVisit[]> {
  // a window of v2 has whole seconds, at least one
  const dates = { startTimestamp: from, endTimestamp: Math.max(to, from + SECOND_MS) };
  const sessions = await readPages(get, `users/${encodeURIComponent(userId)}/sessions`, dates, 'sessions');
  const visits: SeenVisit[] = [];
  for (const session of sessions) {
    if (!isFields(session) || known.has(String(session.sessionId))) continue;
    const sessionId = String(session.sessionId);
    const asked = { startTimestamp: EARLIEST, endTimestamp: LATEST, columns: ['$properties', '$current_url'] };
    const raws = await readPages(get, `sessions/${sessionId}/events`, { ...asked, sortOrder: 'asc' }, 'events');
    visits.push({ userId, sessionId, events: withSession(inOrder(raws), sessionId) });
  }
  // newest first
  return visits.reverse();
}

async function readPages(get: Get, path: string, body: object, field: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const reply = await get(path, JSON.stringify({ ...body, limit: V2_PAGE, page }));
    const data = isFields(reply) && isFields(reply.data) ? reply.data[field] : undefined;
    const list = Array.isArray(data) ? data : [];
    all.push(...list);
    if (list.length < V2_PAGE) break;
  }
  return all;
}

/** Groups the events of a documented reply by session. */
export function visitsOf(userId: string, list: readonly unknown[]): SeenVisit[] {
  const sessions = new Map<string | undefined, unknown[]>();
  for (const raw of list) {
    if (!isFields(raw)) continue;
    const key = raw.sessionId === undefined ? undefined : String(raw.sessionId);
    const events = sessions.get(key);
    if (events) events.push(raw);
    else sessions.set(key, [raw]);
  }
  return [...sessions].map(([sessionId, raws]) => ({
    userId,
    ...(sessionId !== undefined && { sessionId }),
    events: inOrder(raws),
  }));
}

function withSession(events: SeenVisit['events'], sessionId: string): SeenVisit['events'] {
  return events.map((event) => ({ ...event, sessionId }));
}

/** The facts of a v1 session that its events do not contain. */
function factsOf(summary: Readonly<Record<string, unknown>>): NonNullable<SeenVisit['session']> {
  const known = ['userUuid', 'userOs', 'userBrowser', 'userDevice', 'userCountry'].flatMap((name) =>
    typeof summary[name] === 'string' ? [[name, summary[name]] as const] : [],
  );
  return Object.fromEntries(known);
}

function listOf(reply: unknown): readonly unknown[] {
  return isFields(reply) && Array.isArray(reply.data) ? reply.data : [];
}
