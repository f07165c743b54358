import { compareSessionIds, type SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';
import type { SessionEntry } from './session-index.ts';

/** Sorts events into sessions, each by messageId. */
export function bySession<E extends RecordedEvent>(events: readonly E[]): Map<SessionId, E[]> {
  const sessions = new Map<SessionId, E[]>();
  for (const event of events) {
    const session = sessions.get(event.sessionId);
    if (session) session.push(event);
    else sessions.set(event.sessionId, [event]);
  }
  for (const session of sessions.values()) session.sort((a, b) => a.messageId - b.messageId);
  return sessions;
}

/** Puts events in reply order: sessions by start (then ID), inside one by messageId. */
export function inReplyOrder<E extends RecordedEvent>(events: readonly E[]): E[] {
  const start = (session: E[]) => session[0]?.timestamp ?? 0;
  return [...bySession(events)]
    .sort(([idA, a], [idB, b]) => start(a) - start(b) || compareSessionIds(idA, idB))
    .flatMap(([, session]) => session);
}

/** Puts the sessions of a list in reply order: by start, then ID. The events of each are in order by messageId. */
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
