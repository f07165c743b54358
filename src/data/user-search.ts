import type { UserIds } from './user-id.ts';

/** Maximum number of IDs examined in one call. */
export const SEARCHED_AT_ONCE = 10_000;

/** Where to search, and how much to return. */
export interface SearchRange {
  /** Where to start: 0, or the `next` of the previous result. @defaultValue 0 */
  readonly from?: number;
  /** How many users to return at most, 1 or more. */
  readonly limit: number;
}

/** Some of the users whose ID contains a text. */
export interface FoundUsers {
  readonly userIds: readonly string[];
  /** Where to continue; undefined at the end. There may be more even if none were found here. */
  readonly next: number | undefined;
}

/**
 * Finds users of a project whose ID contains a text, ignoring case, by examining a bounded number of IDs. A user whose
 * ID, or the number in it, is the whole text comes first, wherever they are in the list.
 *
 * @param size - Number of users.
 */
export function searchUsers(
  userIds: UserIds,
  project: { readonly projectKey: string; readonly size: number },
  text: string,
  { from = 0, limit }: SearchRange,
): FoundUsers {
  const { projectKey, size } = project;
  const wanted = text.toLowerCase();
  const exact = findExact(userIds, project, wanted);
  // that user was already returned before all others
  const before = exact < 0 ? 0 : 1;
  const end = size + before;
  const stop = Math.min(end, from + SEARCHED_AT_ONCE);
  const found: string[] = [];
  let place = from;
  for (; place < stop && found.length < limit; place++) {
    const index = place < before ? exact : place - before;
    if (index === exact && place >= before) continue;
    const userId = userIds.at(projectKey, index);
    if (userId.includes(wanted)) found.push(userId);
  }
  return { userIds: found, next: place < end ? place : undefined };
}

/** The index of the user whose ID or number is this, or -1. */
function findExact(
  userIds: UserIds,
  { projectKey, size }: { readonly projectKey: string; readonly size: number },
  wanted: string,
): number {
  const byId = userIds.indexOf(projectKey, wanted);
  const byNumber = byId >= 0 ? byId : userIds.indexOfNumber(wanted);
  if (byNumber < 0 || byNumber >= size) return -1;
  return userIds.at(projectKey, byNumber).includes(wanted) ? byNumber : -1;
}
