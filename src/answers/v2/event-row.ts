import { EVENT_COLUMNS, type EventColumn } from '../../api/v2/columns.ts';
import type { Filter } from '../../api/v2/filter.ts';
import type { StoredEvent } from '../../store/analytics.ts';

/** Column values if nothing was stored. */
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

/** Whether a name is that of a column. */
export function isColumn(name: string): name is EventColumn {
  return (EVENT_COLUMNS as readonly string[]).includes(name);
}

/** Reads what a filter asks for from an event: a column, or a property. */
export function readFiltered(event: StoredEvent, { name, autoCaptured }: Filter): unknown {
  if (isColumn(name)) return columnOf(event, name);
  return (autoCaptured ? event.autoProperties : event.properties)[name];
}

function toPath(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}
