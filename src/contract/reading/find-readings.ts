import type { Item } from './item.ts';
import type { UserObservations } from './user-observations.ts';
import { itemsWithin, type Window } from './window.ts';
import { SESSION_LAG_MS, SESSION_LEAD_MS, type WindowReading } from './window-reading.ts';

/**
 * Windows that distinguish the readings: around the first and the last instant of a history. The requirements on each
 * date try them anyway.
 */
export function probingWindows(events: readonly Item[]): Window[] {
  const { first, last } = extentOf(events);
  return [first, last].flatMap((time) => [{ start: time }, { start: time + 1 }, { end: time }, { end: time - 1 }]);
}

/** Further windows that are right or wrong regardless of the length of sessions. */
export function distantWindows(events: readonly Item[]): Window[] {
  const { first, last } = extentOf(events);
  return [{ end: first - SESSION_LEAD_MS - 1 }, { start: last + SESSION_LAG_MS + 1 }];
}

function extentOf(events: readonly Item[]): { first: number; last: number } {
  const times = events.map(({ time }) => time);
  return {
    first: times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    last: times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  };
}

/** The readings under which every requested window was answered correctly. */
export function readingsThatExplain(
  { events, observations }: UserObservations,
  readings: readonly WindowReading[],
): WindowReading[] {
  return readings.filter((reading) =>
    observations.every(({ window, received }) => {
      const kept = new Set(itemsWithin(events, window, reading, received).map(({ key }) => key));
      const came = new Set(received.map(({ key }) => key));
      return kept.size === came.size && [...came].every((key) => kept.has(key));
    }),
  );
}
