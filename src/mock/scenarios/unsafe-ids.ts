import type { SessionEvent } from '../../api/session-event.ts';
import { toUnsafeId } from '../../api/session-id.ts';
import { EventBuffer } from '../../store/event-buffer.ts';

/** Builds what writes a user's events anew with session IDs beyond 2^53, once for as long as they stay the same. */
export function createUnsafeIds(): (events: EventBuffer) => EventBuffer {
  const written = new WeakMap<EventBuffer, EventBuffer>();

  return (events) => {
    const known = written.get(events);
    if (known?.length === events.length) return known;
    const unsafe = new EventBuffer(events.events(), writeUnsafe);
    written.set(events, unsafe);
    return unsafe;
  };
}

/** JSON.stringify has no way to write digits that a number cannot hold. */
function writeUnsafe(event: SessionEvent): string {
  return JSON.stringify(event).replace(/^\{"sessionId":\d+/, `{"sessionId":${toUnsafeId(event.sessionId)}`);
}
