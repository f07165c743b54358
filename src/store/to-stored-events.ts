import type { RecordedEvent } from '../kit/record.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { toUuid } from '../shared/uuid.ts';
import type { StoredEvent } from './analytics.ts';

/**
 * Converts a user's events, given in reply order, to what the newer servers store: whole seconds, and the page of each.
 * Works in slices.
 */
export function* toStoredEvents(
  events: readonly RecordedEvent[],
  userId: string,
  columnsOf: (sessionId: string) => Pick<StoredEvent, 'deviceId' | 'columns'>,
): Work<StoredEvent[]> {
  let session = '';
  let about = columnsOf('');
  let currentUrl = '';
  const stored: StoredEvent[] = [];
  for (const [index, event] of events.entries()) {
    if (isTurn(index)) yield;
    const sessionId = String(event.sessionId);
    if (sessionId !== session) {
      session = sessionId;
      about = columnsOf(sessionId);
      currentUrl = '';
    }
    if (event.type === 'LOCATION') currentUrl = `https://${event.host}${event.path}`;
    stored.push({
      eventId: toUuid([sessionId, String(event.messageId), event.type]),
      name: event.type,
      createdAt: Math.floor(event.timestamp / 1000) * 1000,
      sessionId,
      userId,
      ...about,
      isAutoCaptured: true,
      currentUrl,
      properties: {},
      autoProperties: toProperties(event, currentUrl),
    });
  }
  return stored;
}

function toProperties(event: RecordedEvent, url: string): Readonly<Record<string, unknown>> {
  if (event.type === 'LOCATION') return { url, url_path: event.basePath };
  return { label: event.label, url };
}
