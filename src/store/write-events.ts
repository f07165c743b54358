import type { RecordedEvent } from '../kit/record.ts';
import type { Work } from '../shared/slices.ts';
import { EventBuffer } from './event-buffer.ts';

/** Events written at once. */
const EVENTS_AT_ONCE = 500;

/** Writes events, given in reply order, in slices. */
export function* writeEvents(events: readonly RecordedEvent[]): Work<EventBuffer> {
  if (events.length <= EVENTS_AT_ONCE) return new EventBuffer(events);
  const parts: EventBuffer[] = [];
  for (let from = 0; from < events.length; from += EVENTS_AT_ONCE) {
    parts.push(new EventBuffer(events.slice(from, from + EVENTS_AT_ONCE)));
    yield;
  }
  // a growing text would be copied again and again, more of it each time
  const whole = new EventBuffer();
  whole.makeRoom(
    parts.reduce((sum, { size }) => sum + size, 0),
    events.length,
  );
  for (const part of parts) {
    whole.appendSessions(part);
    yield;
  }
  return whole;
}
