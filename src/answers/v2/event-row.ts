import type { EventColumn } from '../../api/v2/columns.ts';
import type { StoredEvent } from '../../store/analytics.ts';

/** What a column has where nothing was stored. */
const NOTHING: Readonly<Partial<Record<EventColumn, unknown>>> = {
  $duration_s: 0,
  $screen_height: 0,
  $screen_width: 0,
  $timezone: 0,
  $import: false,
  $tags: [],
  group_id1: [],
  group_id2: [],
  group_id3: [],
  group_id4: [],
  group_id5: [],
  group_id6: [],
};

const OWN: Readonly<Partial<Record<EventColumn, (event: StoredEvent) => unknown>>> = {
  event_id: ({ eventId }) => eventId,
  $event_name: ({ name }) => name,
  created_at: ({ createdAt }) => createdAt,
  distinct_id: ({ userId, deviceId }) => userId || deviceId,
  session_id: ({ sessionId }) => sessionId,
  $user_id: ({ userId }) => userId,
  $device_id: ({ deviceId }) => deviceId,
  $time: ({ createdAt }) => Math.floor(createdAt / 1000),
  properties: ({ properties }) => properties,
  $properties: ({ autoProperties }) => autoProperties,
  $auto_captured: ({ isAutoCaptured }) => isAutoCaptured,
  $current_url: ({ currentUrl }) => currentUrl,
  $current_path: ({ currentUrl }) => toPath(currentUrl),
};

/** Reads a column of an event. */
export function columnOf(event: StoredEvent, column: EventColumn): unknown {
  const own = OWN[column];
  return own ? own(event) : (event.columns[column] ?? NOTHING[column] ?? '');
}

function toPath(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}
