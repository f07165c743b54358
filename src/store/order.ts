import { compareSessionIds, type SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';
import type { SessionEntry } from './session-index.ts';

/** Groups events into sessions, each sorted by time, then messageId. */
export function bySession<E extends RecordedEvent>(events: readonly E[]): Map<SessionId, E[]> {
  const sessions = new Map<SessionId, E[]>();
  let session: E[] = [];
  for (const event of events) {
    // most events follow one of the same session, which saves a look-up
    if (session[0]?.sessionId !== event.sessionId) {
      session = sessions.get(event.sessionId) ?? [];
      sessions.set(event.sessionId, session);
    }
    session.push(event);
  }
  for (const each of sessions.values()) each.sort(compareInSession);
  return sessions;
}

/**
 * Compares events of one session. Real servers store some whose time is before that of an earlier message, such as a
 * field that was filled in: those are in order of time.
 */
function compareInSession(a: RecordedEvent, b: RecordedEvent): number {
  return a.timestamp - b.timestamp || a.messageId - b.messageId;
}

/**
 * Sorts events into reply order: sessions by start (then ID), inside one by time (then messageId). Returns a sorted list
 * unchanged.
 */
export function inReplyOrder<E extends RecordedEvent>(events: readonly E[]): readonly E[] {
  if (isInReplyOrder(events)) return events;
  return [...bySession(events).values()].sort(([a], [b]) => (a && b ? compareStarts(a, b) : 0)).flat();
}

function isInReplyOrder(events: readonly RecordedEvent[]): boolean {
  const seen = new Set<SessionId>();
  let first: RecordedEvent | undefined;
  let before: RecordedEvent | undefined;
  for (const event of events) {
    if (first?.sessionId === event.sessionId) {
      if (before && compareInSession(event, before) < 0) return false;
    } else {
      if (seen.has(event.sessionId) || (first && compareStarts(first, event) > 0)) return false;
      seen.add(event.sessionId);
      first = event;
    }
    before = event;
  }
  return true;
}

/** Compares sessions by their first events. */
function compareStarts(a: RecordedEvent, b: RecordedEvent): number {
  return a.timestamp - b.timestamp || compareSessionIds(a.sessionId, b.sessionId);
}

/** Sorts the sessions of a list into reply order: by start, then ID. The events of each are sorted. */
export function sessionsInReplyOrder(entries: readonly SessionEntry[]): SessionEntry[] {
  const sessions = new Map<SessionId, SessionEntry[]>();
  for (const entry of entries) {
    const session = sessions.get(entry.id);
    if (session) session.push(entry);
    else sessions.set(entry.id, [entry]);
  }
  const start = ([first]: SessionEntry[]) => first?.start ?? 0;
  return [...sessions]
    .sort(([idA, a], [idB, b]) => start(a) - start(b) || compareSessionIds(idA, idB))
    .flatMap(([, session]) => session);
}
