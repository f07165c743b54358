import { findCap } from '../reading/cap.ts';
import { distantWindows, probingWindows, readingsThatExplain } from '../reading/find-readings.ts';
import type { Item } from '../reading/item.ts';
import type { UserObservations, WindowObservation } from '../reading/user-observations.ts';
import type { Window } from '../reading/window.ts';
import {
  DEFAULT_READING,
  describeReading,
  isSameReading,
  READINGS,
  readingsOf,
  type WindowReading,
} from '../reading/window-reading.ts';
import { sideBySide } from './side-by-side.ts';
import type { Settings } from './target.ts';

/** What a run found out about how a server reads dates. */
export interface FoundReading {
  /** The reading that every window is checked against. */
  readonly held: WindowReading;
  /** The reading that the server follows; undefined if it follows none of them, or if nothing was answered. */
  readonly kept: WindowReading | undefined;
  /** A one-line description, without a full stop. */
  readonly line: string;
}

/** How to read the lists of a server. */
interface Reads {
  /** All items of a user. */
  all(user: string): Promise<readonly Item[]>;
  /** The items of a window; undefined if it is refused. */
  window(window: Window, user: string): Promise<readonly Item[] | undefined>;
}

/** Finds out how a server reads dates, from a few windows at both ends of a history. */
export async function findReading(
  reads: Reads,
  { window: required, userIds }: Pick<Settings, 'window' | 'userIds'>,
): Promise<FoundReading> {
  let left: readonly WindowReading[] = READINGS;
  const seen: UserObservations[] = [];
  for (const user of userIds) {
    const events = await reads.all(user);
    if (events.length === 0 || areAlike(left)) continue;
    const ask = async (windows: readonly Window[]) => {
      const observations = (await observe(windows, user, reads)).map((one) => ofThose(events, one));
      seen.push({ events, observations });
      left = exactOnes(readingsThatExplain({ events, observations }, left));
    };
    await ask(probingWindows(events));
    if (left.length > 0 && left.every(({ isLoose }) => isLoose)) await ask(distantWindows(events));
  }
  const wanted = required === undefined ? left : readingsOf(required);
  const held = wanted.find((reading) => left.includes(reading)) ?? wanted[0] ?? DEFAULT_READING;
  if (seen.every(({ observations }) => observations.length === 0)) return { held, kept: undefined, line: UNKNOWN };
  const kept = left.includes(held) ? held : left[0];
  if (!kept && findCap(seen, held)) return { held, kept, line: `${CUT}; ${toHeld(held)}` };
  return { held, kept, line: toLine({ held, kept, isRequired: required !== undefined, isConclusive: areAlike(left) }) };
}

/** Readings in which sessions end with their events explain more than those that leave the length open. */
function exactOnes(readings: readonly WindowReading[]): readonly WindowReading[] {
  const exact = readings.filter(({ isLoose }) => !isLoose);
  return exact.length > 0 ? exact : readings;
}

const UNKNOWN = 'no window was answered that tells how the dates are read';

const CUT = 'lists of windows are cut off, so how dates are read is not known';

function toHeld(held: WindowReading): string {
  return `they were held to filter ${describeReading(held)}`;
}

function areAlike(readings: readonly WindowReading[]): boolean {
  const [first] = readings;
  return readings.every((reading) => first === undefined || isSameReading(reading, first));
}

async function observe(windows: readonly Window[], user: string, reads: Reads): Promise<WindowObservation[]> {
  const observations: WindowObservation[] = [];
  await sideBySide(windows, async (window) => {
    const received = await reads.window(window, user);
    if (received) observations.push({ window, received });
  });
  return observations;
}

/** Leaves out items that are new, or that lie beyond the end of a truncated list: they say nothing about the dates. */
function ofThose(events: readonly Item[], { window, received }: WindowObservation): WindowObservation {
  const known = new Set(events.map(({ key }) => key));
  return { window, received: received.filter(({ key }) => known.has(key)) };
}

function toLine({
  held,
  kept,
  isRequired,
  isConclusive,
}: Pick<FoundReading, 'held' | 'kept'> & { readonly isRequired: boolean; readonly isConclusive: boolean }): string {
  if (!kept) {
    return `dates are read in none of the ways that the document allows, or in several; ${toHeld(held)}`;
  }
  if (!isSameReading(held, kept)) {
    return `dates filter ${describeReading(kept)}, where --window requires ${describeReading(held)}`;
  }
  if (isRequired) return `dates filter ${describeReading(held)}, as --window requires`;
  const limit = isConclusive ? '' : ' as far as this history can tell';
  return `dates filter ${describeReading(kept)}${limit}; require a reading with --window`;
}
