import type { WindowEvidence } from '../outcome/failure.ts';
import type { Item } from './item.ts';
import type { Window } from './window.ts';

const MAX_DRAWN = 500;

/** Shows a window with the events around the first one that is missing or unexpected. */
export function toEvidence(
  { start, end }: Window,
  all: readonly Item[],
  expected: readonly Item[],
  received: readonly Item[],
): WindowEvidence {
  const [wanted, got] = [new Set(expected.map(({ key }) => key)), new Set(received.map(({ key }) => key))];
  const first = all.findIndex((event) => wanted.has(event.key) !== got.has(event.key));
  const from = Math.max(0, Math.min(first - MAX_DRAWN / 2, all.length - MAX_DRAWN));
  const drawn = all.slice(from, from + MAX_DRAWN);
  const sessions = [...new Set(drawn.map(({ group }) => group))];
  return {
    ...(start !== undefined && { start: Number(start) }),
    ...(end !== undefined && { end: Number(end) }),
    events: drawn.map((event) => ({
      timestamp: event.time,
      type: event.type,
      session: sessions.indexOf(event.group),
      ...(event.path !== undefined && { path: event.path }),
      isExpected: wanted.has(event.key),
      isReceived: got.has(event.key),
    })),
  };
}
