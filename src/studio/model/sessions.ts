import type { SessionEvent } from '../../api/session-event.ts';

/** An event of a reply. Its session's ID is text, as it may be too large for a number. */
export type ShownEvent = Omit<SessionEvent, 'sessionId'> & {
  readonly sessionId: string;
  readonly path?: string;
  readonly label?: string;
  readonly host?: string;
  readonly value?: string | null;
  readonly loadTime?: number | null;
};

/** Events of a reply that follow each other and belong to one session. */
export interface Session {
  readonly id: string;
  /** Which event of the reply is its first. */
  readonly first: number;
  readonly events: readonly ShownEvent[];
}

/** Reads the events of a reply; undefined when the text is not one, as when it was cut off. */
export function parseEvents(text: string): ShownEvent[] | undefined {
  // a quotation mark inside a text has a backslash before it, so only fields are found
  const safe = text.replace(/"sessionId":(\s*)(\d+)/g, '"sessionId":$1"$2"');
  try {
    const reply: unknown = JSON.parse(safe);
    const data = (reply as { data?: unknown } | null)?.data; // an index into null fails and is caught
    return Array.isArray(data) ? data.filter(isEvent) : undefined;
  } catch {
    return undefined;
  }
}

function isEvent(item: unknown): item is ShownEvent {
  const { type, timestamp } = (item ?? {}) as Partial<ShownEvent>;
  return typeof type === 'string' && typeof timestamp === 'number';
}

/** Divides events into the sessions they belong to, in their order. */
export function toSessions(events: readonly ShownEvent[]): Session[] {
  const sessions: { id: string; first: number; events: ShownEvent[] }[] = [];
  for (const [index, event] of events.entries()) {
    const last = sessions.at(-1);
    if (last?.id === event.sessionId) last.events.push(event);
    else sessions.push({ id: event.sessionId, first: index, events: [event] });
  }
  return sessions;
}
