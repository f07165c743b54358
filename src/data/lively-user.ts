import { LATELY_GROUP, sureVisitOf } from './last-visit.ts';
import type { VisitorKinds } from './visitor-kind.ts';

const DAY_MS = 86_400_000;

/**
 * Returns the index of a user to look at first: one active in the 24 hours before `now`, of the most instructive kind,
 * or else in the 7 days before; otherwise the first. Only considers the first 25 users.
 *
 * @param world - `users` of 1 or more.
 */
export function livelyIndex(world: {
  readonly seed: number | string;
  readonly projectKey: string;
  readonly now: number;
  readonly users: number;
  readonly kinds: VisitorKinds;
}): number {
  const { seed, projectKey, now, users, kinds } = world;
  const candidates = Array.from({ length: Math.min(users, LATELY_GROUP) }, (_, index) => {
    const last = sureVisitOf(world, index) ?? Number.NEGATIVE_INFINITY;
    return { index, age: now - last, rank: kinds.rank(kinds.at(seed, projectKey, index)) };
  }).sort((a, b) => a.rank - b.rank || a.index - b.index);
  const best = [DAY_MS, 7 * DAY_MS].map((most) => candidates.find(({ age }) => age < most));
  return best.find((found) => found !== undefined)?.index ?? 0;
}
