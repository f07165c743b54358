import type { SessionEvent } from '../api/session-event.ts';
import { Lru } from '../shared/lru.ts';
import { openRandom } from '../shared/random.ts';
import { drawClockSkew, shiftEvents } from './clock-skew.ts';
import { addVisit, type Visits } from './history.ts';
import { sureVisitOf } from './last-visit.ts';
import { livelyIndex } from './lively-user.ts';
import { loadWords } from './locale-words.ts';
import { type CompleteSite, completeSite } from './model/complete-site.ts';
import { DEFAULT_LOCALE, type Locale, UTC_OFFSET_HOURS } from './model/locales.ts';
import type { SiteInput } from './model/site-schema.ts';
import { describePerson } from './person.ts';
import { LATEST_EVENT } from './schedule.ts';
import { buildSite, type Site } from './site.ts';
import { createUserIds } from './user-id.ts';
import { type FoundUsers, type SearchRange, searchUsers } from './user-search.ts';
import { buildView } from './view-history.ts';
import { VisitorKinds } from './visitor-kind.ts';
import type { WorldView } from './world-view.ts';

/** What determines the generated users and their histories. */
export interface PopulationOptions {
  /** A number and its decimal text are the same seed. */
  readonly seed: number | string;
  /** Epoch milliseconds: no generated event is later. */
  readonly now: number;
  /** Listed users of each project: a whole number from 0 to 10^9. */
  readonly users: number;
  /** True adds INPUT events; the other events stay the same. */
  readonly inputEvents: boolean;
  /** The language of the site and its people. @defaultValue `'en'` */
  readonly locale?: Locale;
  /** The site that people walk through. @defaultValue the shop of the documented example */
  readonly site?: SiteInput | undefined;
}

/** The generated users of every project. Nothing is generated before it is requested. */
export interface Population {
  /** Listed users of each project. */
  readonly size: number;
  /**
   * Returns the ID of a user. IDs do not depend on `size`.
   *
   * @param index - From 0 to `size - 1`.
   * @throws RangeError for any other index.
   */
  userIdAt(projectKey: string, index: number): string;
  /** Returns the index of a listed user, -1 for an unknown user, at the same small cost for any number of users. */
  indexOf(projectKey: string, userId: string): number;
  /** Returns whether a user is listed. */
  has(projectKey: string, userId: string): boolean;
  /** Returns the kind of visitor of a user; undefined for an unknown user. */
  kindOf(projectKey: string, userId: string): string | undefined;
  /** Describes in one sentence what visitors of a kind do; undefined for an unknown kind. */
  summaryOf(kind: string): string | undefined;
  /**
   * Returns a user of the first group who was active in the 24 hours before `now`, of the most active kind; else the
   * first.
   */
  livelyUser(projectKey: string): string | undefined;
  /** Finds users whose ID contains a text, with a bounded amount of work. */
  search(projectKey: string, text: string, range: SearchRange): FoundUsers;
  /** Generates all events of a user in reply order, again on each call; none for an unknown user. */
  events(projectKey: string, userId: string): SessionEvent[];
  /**
   * Generates the events that a view shows of a user, known or not.
   *
   * @param until - epoch milliseconds from `now` on: how far a visit continues that started before `now`.
   */
  eventsAs(projectKey: string, userId: string, view: WorldView, until?: number): SessionEvent[];
  /** Generates the whole visit that starts at a time (epoch ms). */
  visit(projectKey: string, userId: string, start: number, view: WorldView): SessionEvent[];
}

const MOST_USERS = 1_000_000_000;
const MOST_SITES = 32;

/**
 * Loads the generator of users. The only place that loads faker.
 *
 * The same options give the same users and events in every process, in any order of requests. Visits are in the 180
 * days before `now`, none before 2019-08-08 or after 2052, because session IDs would not have 16 digits there.
 *
 * @throws RangeError if `users` or `now` is out of range.
 */
export async function loadPopulation(options: PopulationOptions): Promise<Population> {
  const { seed, now, users, inputEvents, locale = DEFAULT_LOCALE } = options;
  refuseOutside('users', users, MOST_USERS);
  refuseOutside('now', now, Number.MAX_SAFE_INTEGER);
  const [{ makeFaker, words }, model] = await Promise.all([loadWords(locale), loadModel(options)]);
  const kinds = new VisitorKinds(model.visitors);
  const userIds = createUserIds(seed, { makeFaker, words });
  const sites = new Lru<string, Site>({ max: MOST_SITES });
  const utcOffsetHours = UTC_OFFSET_HOURS[locale];

  const siteOf = (projectKey: string): Site =>
    sites.getOrCreate(projectKey, () => buildSite(model, makeFaker(openRandom(seed, projectKey, 'site')), words));
  // errors in the model are reported before the first request
  if (options.site) buildSite(model, makeFaker(openRandom(seed, 'site')), words);
  const indexOf = (projectKey: string, userId: string): number => {
    const index = userIds.indexOf(projectKey, userId);
    return index < users ? index : -1;
  };
  const kindOf = (projectKey: string, userId: string): string | undefined => {
    const index = indexOf(projectKey, userId);
    return index < 0 ? undefined : kinds.at(seed, projectKey, index).name;
  };
  const visitsOf = (projectKey: string, userId: string, { history, inputEvents }: WorldView): Visits => {
    const index = indexOf(projectKey, userId);
    const name = index < 0 ? undefined : userIds.nameAt(projectKey, index);
    // an unlisted user is of the most common kind
    const habits = index < 0 ? kinds.typical : kinds.at(seed, projectKey, index);
    const person = describePerson({ seed, projectKey, userId, name }, history === 'huge' ? kinds.busiest : habits);
    const sureVisit =
      index < 0 ? undefined : sureVisitOf({ seed, projectKey, now: Math.min(now, LATEST_EVENT) }, index);
    return { site: siteOf(projectKey), kinds, person, inputEvents, sureVisit };
  };
  const skew = (projectKey: string, userId: string, events: SessionEvent[], { clockSkew }: WorldView) =>
    clockSkew ? shiftEvents(events, drawClockSkew(seed, projectKey, userId)) : events;
  const eventsAs = (projectKey: string, userId: string, view: WorldView, until = now): SessionEvent[] => {
    const visits = visitsOf(projectKey, userId, view);
    return skew(projectKey, userId, buildView(view.history, visits, { now, until, utcOffsetHours }), view);
  };

  return {
    size: users,
    userIdAt(projectKey, index) {
      refuseOutside('index', index, users - 1);
      return userIds.at(projectKey, index);
    },
    indexOf,
    has: (projectKey, userId) => indexOf(projectKey, userId) >= 0,
    kindOf,
    summaryOf: (kind) => model.visitors.find(({ name }) => name === kind)?.summary,
    livelyUser: (projectKey) =>
      users === 0 ? undefined : userIds.at(projectKey, livelyIndex({ seed, projectKey, now, users, kinds })),
    search: (projectKey, text, range) => searchUsers(userIds, { projectKey, size: users }, text, range),
    events(projectKey, userId) {
      if (indexOf(projectKey, userId) < 0) return [];
      return eventsAs(projectKey, userId, { history: 'whole', inputEvents, clockSkew: false });
    },
    eventsAs,
    visit(projectKey, userId, start, view) {
      const visits = visitsOf(projectKey, userId, view);
      const events: SessionEvent[] = [];
      addVisit(events, visits, { start, until: LATEST_EVENT, trips: visits.person.habits.trips });
      return skew(projectKey, userId, events, view);
    },
  };
}

/** Loads the shop if no other site is given. */
async function loadModel({ site, locale = DEFAULT_LOCALE }: PopulationOptions): Promise<CompleteSite> {
  return completeSite(site ?? (await import('./model/shop/shop.ts')).SHOP, locale);
}

function refuseOutside(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  const remedy = most < 0 ? 'There are no users' : `Give a whole number from 0 to ${most}`;
  throw new RangeError(`Failed to find generated users: ${name} is ${value}. ${remedy}.`);
}
