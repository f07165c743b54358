import type { SessionEvent } from '../api/session-event.ts';
import { openRandom } from '../shared/random.ts';

const MINUTE_MS = 60_000;
const AHEAD = 0.75;
const SIZES = [
  { least: 2, most: 15 },
  { least: 40, most: 80 },
  { least: 110, most: 600 },
  { least: 600, most: 2880 },
];

/**
 * Returns by how many milliseconds a user's clock is ahead, from 2 minutes to 2 days; below 0 if it is behind, as one
 * in four is.
 */
export function drawClockSkew(seed: number | string, projectKey: string, userId: string): number {
  const random = openRandom(seed, projectKey, userId, 'clock-skew');
  const { least, most } = random.pick(SIZES);
  const size = random.between(least * MINUTE_MS, most * MINUTE_MS);
  return random.chance(AHEAD) ? size : -size;
}

/** Copies events with shifted times; everything else stays, including session IDs. */
export function shiftEvents(events: readonly SessionEvent[], ms: number): SessionEvent[] {
  return events.map((event) => ({ ...event, timestamp: event.timestamp + ms }));
}
