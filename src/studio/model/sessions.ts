import type { SessionEvent } from '../../api/session-event.ts';

/** An event of a reply. Its session ID is a string, as it may be too large for a number. */
export type ShownEvent = Omit<SessionEvent, 'sessionId'> & {
  readonly sessionId: string;
  readonly path?: string;
  readonly label?: string;
  readonly host?: string;
  readonly value?: string | null;
  readonly loadTime?: number | null;
};

/** Consecutive events of a reply in one session. */
export interface Session {
  readonly id: string;
  /** Index of its first event in the reply. */
  readonly first: number;
  readonly events: readonly ShownEvent[];
}

/** Splits events into their sessions, in order. */
export function toSessions(events: readonly ShownEvent[]): Session[] {
  const sessions: { id: string; first: number; events: ShownEvent[] }[] = [];
  for (const [index, event] of events.entries()) {
    const last = sessions.at(-1);
    if (last?.id === event.sessionId) last.events.push(event);
    else sessions.push({ id: event.sessionId, first: index, events: [event] });
  }
  return sessions;
}
