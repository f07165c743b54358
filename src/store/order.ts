import type { SessionEvent } from '../api/session-event.ts';

/** Sorts events into sessions, each by messageId. */
export function bySession(events: readonly SessionEvent[]): Map<number, SessionEvent[]> {
  const sessions = new Map<number, SessionEvent[]>();
  for (const event of events) {
    const session = sessions.get(event.sessionId);
    if (session) session.push(event);
    else sessions.set(event.sessionId, [event]);
  }
  for (const session of sessions.values()) session.sort((a, b) => a.messageId - b.messageId);
  return sessions;
}

/** Puts events in reply order: sessions by start (then ID), inside one by messageId. */
export function inReplyOrder(events: readonly SessionEvent[]): SessionEvent[] {
  const start = (session: SessionEvent[]) => session[0]?.timestamp ?? 0;
  return [...bySession(events)]
    .sort(([idA, a], [idB, b]) => start(a) - start(b) || idA - idB)
    .flatMap(([, session]) => session);
}
