import { openRandom } from '../shared/random.ts';
import { dealtAt } from './deal.ts';
import type { Range } from './visitor-kind.ts';

const MINUTE_MS = 60_000;

/** Size of user groups, each with the same number of recent visitors. */
export const LATELY_GROUP = 25;

/** Range of the last visit, in minutes before `now`, and how many of every 25 users it applies to. */
const LATELY: readonly { readonly share: number; readonly minutesAgo: Range }[] = [
  { share: 2, minutesAgo: [2, 55] },
  { share: 5, minutesAgo: [65, 23 * 60] },
  { share: 6, minutesAgo: [25 * 60, 6 * 24 * 60 + 20 * 60] },
];

const PACK: readonly (Range | undefined)[] = LATELY.flatMap(({ share, minutesAgo }) =>
  Array.from({ length: share }, () => minutesAgo),
).concat(Array.from({ length: LATELY_GROUP - LATELY.reduce((sum, { share }) => sum + share, 0) }));

/**
 * Returns the start of a user's guaranteed visit: for at least 2 of every 25 users within the last hour before `now`,
 * for 7 within the last 24 hours, for 13 within the last 7 days. Undefined for the others, whose visits follow their
 * habits.
 */
export function sureVisitOf(
  { seed, projectKey, now }: { readonly seed: number | string; readonly projectKey: string; readonly now: number },
  index: number,
): number | undefined {
  const place = index % LATELY_GROUP;
  const group = String((index - place) / LATELY_GROUP);
  const range = dealtAt(openRandom(seed, projectKey, 'lately', group), PACK, place);
  if (!range) return undefined;
  const random = openRandom(seed, projectKey, 'sure-visit', String(index));
  return now - random.between(...range) * MINUTE_MS - random.below(MINUTE_MS);
}
