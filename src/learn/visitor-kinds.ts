import type { VisitorInput } from '../data/model/site-schema.ts';

/** The starts of each user's sessions, in epoch ms. */
type Starts = readonly (readonly number[])[];

/** The kinds of visitor, by how many sessions one has at least. */
const KINDS = [
  { name: 'one-time', summary: 'Comes once.', least: 1 },
  { name: 'occasional', summary: 'Comes a few times.', least: 2 },
  { name: 'regular', summary: 'Comes back again and again.', least: 5 },
  { name: 'frequent', summary: 'Is there nearly all the time.', least: 20 },
] as const;

/** A kind of fewer users would reveal how often one of them came. */
const FEWEST_USERS = 2;
const MOST_SHARE = 1000;
const MOST_SESSIONS = 1000;
const MOST_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * Learns the kinds of visitor by how often they come, and for how long.
 *
 * @param trips - what all of them do.
 */
export function learnKinds(starts: Starts, trips: Readonly<Record<string, number>>): VisitorInput[] {
  return groupByKind(starts).map(({ name, summary, least, most, users }) => ({
    name,
    summary,
    share: Math.min(MOST_SHARE, users.length),
    sessions: rangeOf(
      users.map(({ length }) => length),
      least,
      most,
    ),
    spanDays: rangeOf(users.map(daysOf), 1, MOST_DAYS),
    trips,
  }));
}

/** Those of whom there are too few are counted among those who come less often, or else more often. */
function groupByKind(starts: Starts) {
  const kinds = KINDS.map(({ name, summary, least }, i) => {
    const next = KINDS[i + 1]?.least;
    const users = starts.filter(({ length }) => length >= least && (next === undefined || length < next));
    return { name, summary, least, most: next === undefined ? MOST_SESSIONS : next - 1, users };
  }).filter(({ users }) => users.length > 0);
  for (let i = kinds.length - 1; i >= 0 && kinds.length > 1; i -= 1) {
    const kind = kinds[i];
    if (!kind || kind.users.length >= FEWEST_USERS) continue;
    const neighbour = kinds[i - 1] ?? kinds[i + 1];
    neighbour?.users.push(...kind.users);
    kinds.splice(i, 1);
  }
  return kinds;
}

function daysOf(starts: readonly number[]): number {
  return Math.ceil((Math.max(...starts) - Math.min(...starts)) / DAY_MS);
}

/** The range of values within bounds, without a tenth of them at either end. */
function rangeOf(values: readonly number[], least: number, most: number): [number, number] {
  const sorted = values.map((value) => Math.min(most, Math.max(least, value))).sort((a, b) => a - b);
  const left = Math.floor(sorted.length / 10);
  return [sorted[left] ?? least, sorted[sorted.length - 1 - left] ?? least];
}
