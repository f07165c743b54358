import { compareSessionIds, type SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';

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
