import { openRandom } from '../shared/random.ts';
import type { Range } from './visitor-kind.ts';

const MINUTE_MS = 60_000;

/** Size of user groups, each with the same number of recent visitors. */
export const LATELY_GROUP = 25;

/** When the last visit starts, in minutes before `now`. */
const LAST_HOUR: Range = [2, 55];
const LAST_DAY: Range = [65, 23 * 60];
const LAST_WEEK: Range = [25 * 60, 6 * 24 * 60 + 20 * 60];

/** The world that a user belongs to. */
interface World {
  readonly seed: number | string;
  readonly projectKey: string;
  readonly now: number;
}

/**
 * Returns the start of a user's guaranteed visit: for at least 2 of every 25 users within the last hour before `now`,
 * for 7 within the last 24 hours, for 13 within the last 7 days. Of any number of first users, half have one in the last
 * 7 days, a quarter in the last 24 hours, and the first of all in the last hour. Undefined for the others, whose visits
 * follow their habits.
 */
export function sureVisitOf(world: World, index: number): number | undefined {
  const range = rangeOf(world, index);
  if (!range) return undefined;
  const random = openRandom(world.seed, world.projectKey, 'sure-visit', String(index));
  return world.now - random.between(...range) * MINUTE_MS - random.below(MINUTE_MS);
}

/** Of a group the first user, and of each four that follow two, one of either pair. */
function rangeOf({ seed, projectKey }: World, index: number): Range | undefined {
  const group = String(Math.floor(index / LATELY_GROUP));
  const place = (index % LATELY_GROUP) - 1;
  if (place < 0) return LAST_HOUR;
  const four = Math.floor(place / 4);
  const random = openRandom(seed, projectKey, 'lately', group, String(four));
  const inDay = random.below(4);
  const inWeek = (inDay < 2 ? 2 : 0) + random.below(2);
  if (place % 4 === inWeek) return LAST_WEEK;
  if (place % 4 !== inDay) return undefined;
  const alsoInHour = openRandom(seed, projectKey, 'lately', group).below((LATELY_GROUP - 1) / 4);
  return four === alsoInHour ? LAST_HOUR : LAST_DAY;
}
