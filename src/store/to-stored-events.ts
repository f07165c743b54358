import type { SessionEvent } from '../api/session-event.ts';
import { hashTexts } from '../shared/hash.ts';
import type { StoredEvent } from './analytics.ts';

/** What the newer servers store of a user's events, which are in reply order: whole seconds, and the page of each. */
export function toStoredEvents(
  events: readonly SessionEvent[],
  userId: string,
  columnsOf: (sessionId: string) => Pick<StoredEvent, 'deviceId' | 'columns'>,
): StoredEvent[] {
  let session = '';
  let about = columnsOf('');
  let currentUrl = '';
  return events.map((event): StoredEvent => {
    const sessionId = String(event.sessionId);
    if (sessionId !== session) {
      session = sessionId;
      about = columnsOf(sessionId);
      currentUrl = '';
    }
    if (event.type === 'LOCATION') currentUrl = `https://${event.host}${event.path}`;
    return {
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
    };
  });
}

function toProperties(event: SessionEvent, url: string): Readonly<Record<string, unknown>> {
  if (event.type === 'LOCATION') return { url, url_path: event.basePath };
  return { label: event.label, url };
}

/** Gives a UUID of version 4 that follows from texts. */
export function toUuid(texts: readonly string[]): string {
  const hex = hashTexts(['uuid', ...texts])
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
