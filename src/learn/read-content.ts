import { inOrder, isFields } from './read-event.ts';
import { visitsOf } from './readers.ts';
import type { SeenVisit } from './visit.ts';

const OF_USER = /\/users\/([^/?#]+)\/sessions(?:[?#]|$)/;
const OF_SESSION = /\/sessions\/(\d+)\/events(?:[?#]|$)/;

/**
 * Reads sessions from the content of a JSON file: a fixture, a snapshot, a HAR of replies, or a reply of the documented
 * API. Undefined if it is none of these.
 */
export function readContent(content: unknown): SeenVisit[] | undefined {
  if (Array.isArray(content)) {
    const visits = content.map(readVisit);
    return visits.every((parts) => parts !== undefined) ? visits.flat() : undefined;
  }
  if (!isFields(content)) return undefined;
  if (Array.isArray(content.recorded)) return content.recorded.flatMap(readRow);
  if (isFields(content.log) && Array.isArray(content.log.entries)) return readHar(content.log.entries);
  if (Array.isArray(content.data)) return visitsOf('somebody', content.data);
  return readVisit(content);
}

/** A visit to record may contain events of several sessions. */
function readVisit(content: unknown): SeenVisit[] | undefined {
  if (!isFields(content) || typeof content.userId !== 'string' || !Array.isArray(content.events)) return undefined;
  const { userId, sessionId, start } = content;
  return visitsOf(userId, content.events).map((visit) => ({
    ...visit,
    ...((typeof sessionId === 'number' || typeof sessionId === 'string') &&
      visit.sessionId === undefined && { sessionId }),
    ...(typeof start === 'number' && { start }),
    events: withTimes(visit.events, typeof start === 'number' ? start : undefined),
  }));
}

/** A fixture may omit times: its first event is then at its start. */
function withTimes(events: SeenVisit['events'], start: number | undefined): SeenVisit['events'] {
  const [first, ...others] = events;
  return first && start !== undefined ? [{ timestamp: start, ...first }, ...others] : events;
}

function readRow(row: unknown): SeenVisit[] {
  if (!isFields(row) || typeof row.userId !== 'string' || !Array.isArray(row.events)) return [];
  return visitsOf(row.userId, row.events);
}

/** The list of a user's sessions names the owner of a session; it may come after the session's events. */
function readHar(entries: readonly unknown[]): SeenVisit[] {
  const visits: SeenVisit[][] = [];
  const events = new Map<string, unknown[]>();
  const users = new Map<string, string>();
  for (const entry of entries) {
    const { url, reply } = readEntry(entry);
    const [, user] = OF_USER.exec(url) ?? [];
    const [, session] = OF_SESSION.exec(url) ?? [];
    if (user !== undefined) {
      const userId = decode(user);
      const list = listIn(reply, 'sessions');
      if (list.some((item) => isFields(item) && 'type' in item)) visits.push(visitsOf(userId, list));
      else for (const item of list) if (isFields(item)) users.set(String(item.sessionId), userId);
    } else if (session !== undefined) {
      events.set(session, [...(events.get(session) ?? []), ...listIn(reply, 'events')]);
    }
  }
  const ofSessions = [...events].map(([sessionId, raws]) => ({
    ...{ userId: users.get(sessionId) ?? 'somebody', sessionId },
    events: inOrder(raws),
  }));
  return mergeVisits([...visits.flat(), ...ofSessions]);
}

function readEntry(entry: unknown): { readonly url: string; readonly reply: unknown } {
  const { request, response } = isFields(entry) ? entry : {};
  const url = isFields(request) && typeof request.url === 'string' ? request.url : '';
  const content = isFields(response) && response.status === 200 && isFields(response.content) ? response.content : {};
  const { text, encoding } = content;
  if (typeof text !== 'string') return { url, reply: undefined };
  try {
    return { url, reply: JSON.parse(encoding === 'base64' ? Buffer.from(text, 'base64').toString() : text) };
  } catch {
    return { url, reply: undefined };
  }
}

function listIn(reply: unknown, field: string): readonly unknown[] {
  const data = isFields(reply) ? reply.data : undefined;
  const list = isFields(data) ? data[field] : data;
  return Array.isArray(list) ? list : [];
}

/** Joins the parts of each session; an event in more than one part is kept once. */
export function mergeVisits(visits: readonly SeenVisit[]): SeenVisit[] {
  const merged = new Map<string, { visit: SeenVisit; readonly events: Map<string, SeenVisit['events'][number]> }>();
  for (const visit of visits) {
    const key = JSON.stringify([visit.userId, String(visit.sessionId)]);
    const known = merged.get(key) ?? { visit, events: new Map() };
    merged.set(key, known);
    // duplicates within one part are real
    const times = new Map<string, number>();
    for (const event of visit.events) {
      const text = JSON.stringify(event);
      const time = (times.get(text) ?? 0) + 1;
      times.set(text, time);
      known.events.set(`${time} ${text}`, event);
    }
  }
  return [...merged.values()].map(({ visit, events }) => ({
    ...visit,
    events: withRisingIds(
      [...events.values()].sort(
        (a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0) || (a.messageId ?? 0) - (b.messageId ?? 0),
      ),
    ),
  }));
}

/** A real server may have received a message before one that is a few ms older: the mock then assigns the IDs. */
function withRisingIds(events: SeenVisit['events']): SeenVisit['events'] {
  const ids = events.flatMap(({ messageId }) => messageId ?? []);
  if (ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id))) return events;
  return events.map(({ messageId: _, ...event }) => event);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
