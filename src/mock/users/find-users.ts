import type { World } from '../../data/world.ts';
import { OptionError } from '../../shared/errors.ts';
import type { SessionStore } from '../../store/session-store.ts';

/** Which users to list. */
export interface UserQuery {
  /** @defaultValue the mock's first project */
  readonly projectKey?: string;
  /** Part of the user ID, ignoring case. @defaultValue `''`, everybody */
  readonly search?: string;
  /** Whether to list only users with recorded data. @defaultValue false */
  readonly recorded?: boolean;
  /** Where to continue: `next` of the previous page. @defaultValue 0 */
  readonly from?: number;
  /** Users on the page, 1 to 200. @defaultValue 50 */
  readonly limit?: number;
}

/** A user in a list. */
export interface ListedUser {
  readonly userId: string;
  /** What kind of visitor a generated user is. */
  readonly kind: string | null;
  /** What visitors of that kind do, in one sentence. */
  readonly summary: string | null;
  /** Number of events recorded over the generated ones. */
  readonly recordedEvents: number;
}

/** A page of users. */
export interface UserPage {
  /** Number of users of the project, whatever was searched for. */
  readonly total: number;
  readonly users: ListedUser[];
  /** Whom to look at first: the first user who was only recorded, or else a generated one with much recent activity. */
  readonly suggested: string | null;
  /** Where the next page starts; null on the last page. May be a number even if a page has few users or none. */
  readonly next: number | null;
}

const MOST_LISTED = 200;

/** Lists users: on the first page those who were only recorded, then the documented and the generated ones. */
export async function findUsers(
  world: World,
  store: SessionStore,
  { projectKey, search = '', recorded = false, from = 0, limit = 50 }: UserQuery & { readonly projectKey: string },
): Promise<UserPage> {
  if (!Number.isSafeInteger(from) || from < 0) {
    throw new OptionError(`Failed to list users: from must be a whole number of 0 or more, received ${from}.`);
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED) {
    throw new OptionError(`Failed to list users: limit must be 1 to ${MOST_LISTED}, received ${limit}.`);
  }
  if (!store.hasProject(projectKey)) return { total: 0, users: [], suggested: null, next: null };

  if (recorded) return findRecorded(world, store, { projectKey, search, from, limit });

  const strangers: string[] = [];
  for (const userId of store.recordedUsers(projectKey)) {
    if (!(await world.has(projectKey, userId))) strangers.push(userId);
  }
  const wanted = search.toLowerCase();
  const matching = strangers.filter((userId) => userId.toLowerCase().includes(wanted));
  const own = matching.slice(from, from + limit);
  const isFull = own.length === limit;
  const rest = Math.max(0, from - matching.length);
  const found = isFull
    ? { userIds: [], next: from + limit - matching.length }
    : await world.search(projectKey, search, { from: rest, limit: limit - own.length });
  const userIds = [...own, ...found.userIds];
  return {
    total: world.size(projectKey) + strangers.length,
    users: await describe(world, store, projectKey, userIds),
    suggested: strangers[0] ?? (await world.livelyUser(projectKey)) ?? userIds[0] ?? null,
    next: found.next === undefined ? null : found.next + matching.length,
  };
}

/** Lists users with recorded data, in order of their first recording. */
async function findRecorded(
  world: World,
  store: SessionStore,
  { projectKey, search, from, limit }: Required<Pick<UserQuery, 'projectKey' | 'search' | 'from' | 'limit'>>,
): Promise<UserPage> {
  const all = store.recordedUsers(projectKey);
  const matching = all.filter((userId) => userId.toLowerCase().includes(search.toLowerCase()));
  const users = await describe(world, store, projectKey, matching.slice(from, from + limit));
  const next = from + limit < matching.length ? from + limit : null;
  return { total: all.length, users, suggested: all[0] ?? null, next };
}

function describe(
  world: World,
  store: SessionStore,
  projectKey: string,
  userIds: readonly string[],
): Promise<ListedUser[]> {
  return Promise.all(
    userIds.map(async (userId) => {
      const kind = await world.kindOf(projectKey, userId);
      const summary = kind === undefined ? undefined : await world.summaryOf(kind);
      const recordedEvents = store.countRecorded({ projectKey, userId });
      return { userId, kind: kind ?? null, summary: summary ?? null, recordedEvents };
    }),
  );
}
