import { findCap } from './cap.ts';
import type { Item } from './item.ts';
import { type Mistake, mistakesOver } from './mistakes.ts';
import type { UserObservations } from './user-observations.ts';
import type { Window, WindowMode } from './window.ts';

const MOST_NAMED = 2;

/**
 * Names the mistake that explains every observed window of every user; undefined when none does.
 *
 * While a run goes on (`isFinal` false) only the one that is left when all its rivals are excluded; at the end the
 * likeliest, or the two that are left.
 */
export function diagnoseWindows(
  users: readonly UserObservations[],
  { mode = 'event', isFinal = true }: { readonly mode?: WindowMode; readonly isFinal?: boolean } = {},
): string | undefined {
  const asked = users.filter(({ observations }) => observations.length > 0).map(toObserved);
  const [first] = asked;
  if (!first) return undefined;
  const cap = findCap(asked, mode);
  const found = [
    ...mistakesOver(first.events, mode).filter((mistake) => asked.every((user) => explains(mistake, user))),
    ...(cap ? [cap] : []),
  ];
  const least = Math.min(...found.map(({ weight }) => weight));
  const named = isFinal ? found.filter(({ weight }) => weight === least) : found;
  if (named.length > (isFinal ? MOST_NAMED : 1)) return undefined;
  return named.map(({ sentence }) => sentence).join(' Or: ') || undefined;
}

/** What a user's windows gave, and the times of each session. */
interface Observed extends UserObservations {
  readonly sessions: ReadonlyMap<Item['group'], readonly number[]>;
}

/** Events that are compared in all windows of a user together; with many events a few windows tell as much. */
const MOST_COMPARED = 2_000_000;
const FEWEST_WINDOWS = 20;

function toObserved({ events, observations }: UserObservations): Observed {
  const windows = Math.max(FEWEST_WINDOWS, Math.floor(MOST_COMPARED / (events.length + 1)));
  return { events, observations: observations.slice(0, windows), sessions: timesBySession(events) };
}

function explains({ keep }: Mistake, { events, observations, sessions }: Observed): boolean {
  return observations.every(({ window, received }) => {
    const bounds = { start: toBound(window.start), end: toBound(window.end) };
    const kept = events.filter((event) => keep(event.time, bounds, event, sessions.get(event.group) ?? []));
    return kept.length === received.length && sameKeys(kept, received);
  });
}

function timesBySession(events: readonly Item[]): Map<Item['group'], number[]> {
  const sessions = new Map<Item['group'], number[]>();
  for (const { group, time } of events) {
    const times = sessions.get(group);
    if (times) times.push(time);
    else sessions.set(group, [time]);
  }
  for (const times of sessions.values()) times.sort((a, b) => a - b);
  return sessions;
}

function toBound(bound: Window['start']): number | undefined {
  return bound === undefined ? undefined : Number(bound);
}

function sameKeys(a: readonly Item[], b: readonly Item[]): boolean {
  const keys = new Set(a.map(({ key }) => key));
  return b.every((event) => keys.has(event.key));
}
