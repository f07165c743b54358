import { findCap } from './cap.ts';
import type { Item } from './item.ts';
import { type Mistake, mistakesOver, pairsOfMistakes } from './mistakes.ts';
import type { UserObservations, WindowObservation } from './user-observations.ts';
import { itemsWithin, type Window } from './window.ts';
import { DEFAULT_READING, describeReading, READINGS, type WindowReading } from './window-reading.ts';

const MOST_NAMED = 2;

/**
 * Names the mistake that explains every observed window of every user; undefined if none does.
 *
 * During a run (`isFinal` false), only a mistake without rivals; at the end the
 * likeliest one, or the last two.
 */
export function diagnoseWindows(
  users: readonly UserObservations[],
  { reading = DEFAULT_READING, isFinal = true }: { readonly reading?: WindowReading; readonly isFinal?: boolean } = {},
): string | undefined {
  const asked = users.filter(({ observations }) => observations.length > 0).map(toObserved);
  const [first] = asked;
  if (!first) return undefined;
  const cap = findCap(asked, reading);
  const explaining = (mistakes: readonly Mistake[]) =>
    mistakes.filter((mistake) => asked.every((user) => explains(mistake, user, reading)));
  const found = [...explaining(mistakesOver(first.events, reading)), ...(cap ? [cap] : [])];
  if (found.length > 0 || !isFinal) return nameLikeliest(found, isFinal);
  if (asked.every((user) => user.observations.every((one) => isRight(one, user, reading)))) return undefined;
  const pairs = reading.keeps === 'event' && reading.isEndIncluded ? explaining(pairsOfMistakes()) : [];
  return nameLikeliest(pairs, isFinal) ?? nameMixture(asked);
}

function nameLikeliest(found: readonly Pick<Mistake, 'sentence' | 'weight'>[], isFinal: boolean): string | undefined {
  const least = Math.min(...found.map(({ weight }) => weight));
  const named = isFinal ? found.filter(({ weight }) => weight === least) : found;
  if (named.length > (isFinal ? MOST_NAMED : 1)) return undefined;
  return named.map(({ sentence }) => sentence).join(' Or: ') || undefined;
}

function isRight(
  { window, received }: WindowObservation,
  { events }: UserObservations,
  reading: WindowReading,
): boolean {
  const kept = itemsWithin(events, window, reading, received);
  return kept.length === received.length && sameKeys(kept, received);
}

/** Names the two readings that a server mixes: each window is right under one of them, but none explains all. */
function nameMixture(users: readonly Observed[]): string | undefined {
  const left = users.flatMap((user) => user.observations.map((observation) => ({ user, observation })));
  const exact = READINGS.filter(({ isLoose }) => !isLoose);
  const named: WindowReading[] = [];
  let open = left;
  while (open.length > 0) {
    const unexplained = (reading: WindowReading) =>
      open.filter(({ user, observation }) => !isRight(observation, user, reading));
    const rests = exact.map((reading) => ({ reading, rest: unexplained(reading) }));
    const best = rests.reduce((a, b) => (b.rest.length < a.rest.length ? b : a));
    if (best.rest.length === open.length) return undefined;
    named.push(best.reading);
    open = best.rest;
  }
  if (named.length !== 2) return undefined;
  return `The dates are read in more than one way: some windows keep ${named.map(describeReading).join('; others ')}.`;
}

/** What a user's windows returned, and the times of each session. */
interface Observed extends UserObservations {
  readonly sessions: ReadonlyMap<Item['group'], readonly number[]>;
}

/** Limit of events compared in all windows of a user; with many events, a few windows suffice. */
const MOST_COMPARED = 2_000_000;
const FEWEST_WINDOWS = 20;

function toObserved({ events, observations }: UserObservations): Observed {
  const windows = Math.max(FEWEST_WINDOWS, Math.floor(MOST_COMPARED / (events.length + 1)));
  return { events, observations: observations.slice(0, windows), sessions: timesBySession(events) };
}

function explains({ keep }: Mistake, { events, observations, sessions }: Observed, { keeps }: WindowReading): boolean {
  return observations.every(({ window, received }) => {
    const bounds = { start: toBound(window.start), end: toBound(window.end) };
    const kept = events.filter((event) => {
      const session = sessions.get(event.group) ?? [];
      return keep(keeps === 'session' ? (session[0] ?? event.time) : event.time, bounds, event, session);
    });
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
