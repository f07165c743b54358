import type { WindowEvidence } from '../outcome/failure.ts';
import { keyOf, type WireEvent } from './events.ts';
import type { Window } from './window.ts';

const MAX_DRAWN = 500;

/** Shows a window with the events around the first that should have come and did not, or the other way round. */
export function toEvidence(
  { start, end }: Window,
  all: readonly WireEvent[],
  expected: readonly WireEvent[],
  received: readonly WireEvent[],
): WindowEvidence {
  const [wanted, got] = [new Set(expected.map(keyOf)), new Set(received.map(keyOf))];
  const first = all.findIndex((event) => wanted.has(keyOf(event)) !== got.has(keyOf(event)));
  const from = Math.max(0, Math.min(first - MAX_DRAWN / 2, all.length - MAX_DRAWN));
  const drawn = all.slice(from, from + MAX_DRAWN);
  const sessions = [...new Set(drawn.map(({ sessionId }) => sessionId))];
  return {
    ...(start !== undefined && { start: Number(start) }),
    ...(end !== undefined && { end: Number(end) }),
    events: drawn.map((event) => ({
      timestamp: event.timestamp,
      type: event.type,
      session: sessions.indexOf(event.sessionId),
      ...(typeof event.path === 'string' && { path: event.path }),
      isExpected: wanted.has(keyOf(event)),
      isReceived: got.has(keyOf(event)),
    })),
  };
}
