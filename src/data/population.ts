import type { SessionEvent } from '../schema/session-event.ts';
import { buildCatalogue } from './catalogue.ts';
import { loadFaker } from './english-faker.ts';
import { buildHistory } from './history.ts';
import { openRandom } from './random.ts';
import { buildSite, type Site } from './site.ts';
import { createUserIds } from './user-id.ts';

/** What decides about the made-up users and all they did. */
export interface PopulationOptions {
  /** A number and its decimal text are the same seed. */
  readonly seed: number | string;
  /** Epoch milliseconds: no generated event is later. */
  readonly now: number;
  /** Listed users of each project: a whole number from 0 to 10^9. */
  readonly users: number;
  /** True adds INPUT events; the other events stay the same. */
  readonly inputEvents: boolean;
}

/** The made-up users of every project. Nothing is made up before it is asked for. */
export interface Population {
  /** Listed users of each project. */
  readonly size: number;
  /**
   * Gives the ID of a user. IDs do not depend on `size`.
   *
   * @param index - From 0 to `size - 1`.
   * @throws RangeError for any other index.
   */
  userIdAt(projectKey: string, index: number): string;
  /** Tells whether a user is listed, at the same small cost for any number of users. */
  has(projectKey: string, userId: string): boolean;
  /** Makes up all events of a user in reply order, anew each time; none for a stranger. */
  events(projectKey: string, userId: string): SessionEvent[];
}

const MOST_USERS = 1_000_000_000;

/**
 * Loads what is needed to make up users. The only place that loads faker.
 *
 * The same options give the same users and events in every process, in whatever order they are asked for. Visits lie in
 * the 180 days before `now`, none before 2019-08-08 or after 2052, because session IDs would not have 16 digits there.
 *
 * @throws RangeError when `users` or `now` is out of range.
 */
export async function loadPopulation(options: PopulationOptions): Promise<Population> {
  const { seed, now, users, inputEvents } = options;
  refuseOutside('users', users, MOST_USERS);
  refuseOutside('now', now, Number.MAX_SAFE_INTEGER);
  const makeFaker = await loadFaker();
  const userIds = createUserIds(seed, makeFaker(openRandom(seed, 'names')));
  const sites = new Map<string, Site>();

  const siteOf = (projectKey: string): Site => {
    const known = sites.get(projectKey);
    if (known !== undefined) return known;
    const site = buildSite(buildCatalogue(makeFaker(openRandom(seed, projectKey, 'site'))));
    sites.set(projectKey, site);
    return site;
  };
  const has = (projectKey: string, userId: string): boolean => {
    const index = userIds.indexOf(projectKey, userId);
    return index >= 0 && index < users;
  };

  return {
    size: users,
    userIdAt(projectKey, index) {
      refuseOutside('index', index, users - 1);
      return userIds.at(projectKey, index);
    },
    has,
    events(projectKey, userId) {
      if (!has(projectKey, userId)) return [];
      return buildHistory(siteOf(projectKey), { seed, projectKey, userId, now, inputEvents });
    },
  };
}

function refuseOutside(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  const remedy = most < 0 ? 'There are no users' : `Give a whole number from 0 to ${most}`;
  throw new RangeError(`Failed to find made-up users: ${name} is ${value}. ${remedy}.`);
}
