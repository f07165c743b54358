import { DOCUMENTED_EVENTS, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../api/documented/events.ts';
import type { SessionEvent } from '../api/session-event.ts';
import { Lru } from '../shared/lru.ts';
import { drawClockSkew, shiftEvents } from './clock-skew.ts';
import { LiveArrivals } from './live-arrivals.ts';
import { LiveHistory } from './live-history.ts';
import { DEFAULT_LOCALE, UTC_OFFSET_HOURS } from './model/locales.ts';
import type { Population, PopulationOptions } from './population.ts';
import { LATEST_EVENT } from './schedule.ts';
import type { FoundUsers, SearchRange } from './user-search.ts';
import { nameView, type WorldView } from './world-view.ts';

/** What a world is made of. */
export interface WorldOptions extends PopulationOptions {
  /** Whether the documented user is there. @defaultValue true */
  readonly documentedUser?: boolean;
  /** Whether people go on visiting after `now`. @defaultValue false */
  readonly live?: boolean;
  /** The clock, epoch ms. @defaultValue it stands still at `now` */
  readonly time?: () => number;
  /** What is shown of a user, the same object for the same view. @defaultValue all, with INPUT events as `inputEvents` says */
  readonly viewOf?: (projectKey: string, userId: string) => WorldView;
}

/** How many users' histories are kept, and how many events they may have together. */
const MOST_HISTORIES = 200;
const MOST_EVENTS = 200_000;
const MOST_PROJECTS = 100;
const NOTHING: readonly SessionEvent[] = Object.freeze([]);
const NEVER: readonly number[] = [];

/** The history of a user as one view shows it. */
interface KeptHistory {
  /** The name of the view. */
  readonly view: string;
  readonly history: LiveHistory;
}

/**
 * Everything that is there before anything is recorded: the documented user and the generated ones.
 *
 * The generator and its word lists are loaded when a generated user is first asked for; from then on answers come at
 * once, without a promise. In lists of users the documented one has index 0, and the generated ones follow.
 */
export class World {
  #options: WorldOptions;
  readonly #time: () => number;
  readonly #viewOf: (projectKey: string, userId: string) => WorldView;
  readonly #cache = new Lru<string, KeptHistory>({ max: MOST_HISTORIES, maxSize: MOST_EVENTS });
  readonly #arrivals = new Lru<string, LiveArrivals>({ max: MOST_PROJECTS });
  /** How often the site was replaced. */
  #sites = 0;
  #loading: Promise<Population> | undefined;
  #population: Population | undefined;

  constructor(options: WorldOptions) {
    const { now, inputEvents, time = () => now, viewOf } = options;
    const plain: WorldView = { history: 'whole', inputEvents, clockSkew: false };
    this.#options = options;
    this.#time = time;
    this.#viewOf = viewOf ?? (() => plain);
  }

  /**
   * Gives a user's events in reply order; none for a stranger. It is the same array as long as the events are the same
   * and the user is among those asked for lately.
   */
  events(projectKey: string, userId: string): readonly SessionEvent[] | Promise<readonly SessionEvent[]> {
    const view = this.#viewOf(projectKey, userId);
    const documented = this.#isDocumented(projectKey, userId);
    if (view.history === 'none' || (!documented && this.#options.users === 0)) return NOTHING;
    const isTold = documented && view.history === 'whole';
    if (isTold && !view.clockSkew) return DOCUMENTED_EVENTS;
    if (!isTold && !this.#population) return this.#load().then(() => this.events(projectKey, userId));

    const key = `${projectKey}/${userId}`;
    const name = nameView(view);
    const kept = this.#cache.get(key);
    const history = kept?.view === name ? kept.history : this.#open(projectKey, userId, view);
    if (history === undefined) return NOTHING;
    const events = history.until(this.#drawArrivals(projectKey));
    this.#cache.set(key, { view: name, history }, history.size);
    return events;
  }

  /**
   * Tells versions of a user's events apart: they are the same as long as it gives the same. Unlike the array of events
   * it does not change when the user was not asked for lately.
   */
  revision(projectKey: string, userId: string): unknown {
    const view = this.#viewOf(projectKey, userId);
    if (!this.#options.live) return this.#sites === 0 ? view : `${this.#sites} ${nameView(view)}`;
    const events = this.events(projectKey, userId);
    return events instanceof Promise ? view : `${this.#sites} ${nameView(view)} ${events.length}`;
  }

  /** Lists up to `limit` users of a project, the documented one first, from an index on. */
  async users(projectKey: string, limit: number, from = 0): Promise<string[]> {
    const { userIds } = this.#documentedFirst(projectKey, '', { from, limit });
    const generated = this.#generatedRange(projectKey, from, limit - userIds.length);
    if (generated.length === 0) return userIds;
    const population = await this.#load();
    return [...userIds, ...generated.map((index) => population.userIdAt(projectKey, index))];
  }

  /**
   * Finds users whose ID contains a text, in letters of either case, by a bounded amount of work.
   *
   * @param range - `from` is 0 or the `next` of the answer before; `limit` is 1 or more.
   */
  async search(projectKey: string, text: string, { from = 0, limit }: SearchRange): Promise<FoundUsers> {
    const { userIds, shift } = this.#documentedFirst(projectKey, text, { from, limit });
    if (this.#options.users === 0) return { userIds, next: undefined };
    if (userIds.length === limit) return { userIds, next: from + 1 };
    const population = await this.#load();
    const rest = { from: Math.max(0, from - shift), limit: limit - userIds.length };
    const found = population.search(projectKey, text, rest);
    return {
      userIds: [...userIds, ...found.userIds],
      next: found.next === undefined ? undefined : found.next + shift,
    };
  }

  /** Lets people walk another site from now on, and have walked it before; undefined is the shop. */
  useSite(site: WorldOptions['site']): void {
    this.#options = { ...this.#options, site };
    this.#sites += 1;
    this.#loading = undefined;
    this.#population = undefined;
    this.#cache.clear();
  }

  /** Counts the users of a project. */
  size(projectKey: string): number {
    return this.#options.users + this.#documentedUsers(projectKey);
  }

  /** Tells whether a user is listed. */
  async has(projectKey: string, userId: string): Promise<boolean> {
    if (this.#isDocumented(projectKey, userId)) return true;
    return this.#options.users > 0 && (await this.#load()).has(projectKey, userId);
  }

  /** Tells what kind of visitor a generated user is; undefined for the documented one and strangers. */
  async kindOf(projectKey: string, userId: string): Promise<string | undefined> {
    if (this.#isDocumented(projectKey, userId) || this.#options.users === 0) return undefined;
    return (await this.#load()).kindOf(projectKey, userId);
  }

  /** Says in one sentence what visitors of a kind do; undefined for a kind that there is not. */
  async summaryOf(kind: string): Promise<string | undefined> {
    return (await this.#load()).summaryOf(kind);
  }

  /** Names a generated user who was there in the 24 hours before `now`, of a kind that does much; undefined where there are none. */
  async livelyUser(projectKey: string): Promise<string | undefined> {
    return this.#options.users > 0 ? (await this.#load()).livelyUser(projectKey) : undefined;
  }

  /** Makes up what a view shows of a user; undefined for a stranger. */
  #open(projectKey: string, userId: string, view: WorldView): LiveHistory | undefined {
    const { seed, now, live = false } = this.#options;
    const documented = this.#isDocumented(projectKey, userId);
    const skewMs = view.clockSkew ? drawClockSkew(seed, projectKey, userId) : 0;
    if (documented && view.history === 'whole') {
      return new LiveHistory(still(shiftEvents(DOCUMENTED_EVENTS, skewMs), skewMs));
    }
    // events() has waited for it
    const population = this.#population as Population;
    const index = population.indexOf(projectKey, userId);
    if (!documented && index < 0) return undefined;
    if (!live || view.history === 'huge') {
      return new LiveHistory(still(population.tell(projectKey, userId, view), skewMs));
    }
    const told = cutAt(now + skewMs, population.tell(projectKey, userId, view, LATEST_EVENT));
    const source = { ...still(told.history, skewMs), underWay: told.underWay };
    if (view.history !== 'whole') return new LiveHistory(source);
    const arrivals = this.#arrivalsOf(projectKey);
    const visit = (start: number) => population.visit(projectKey, userId, start, view);
    return new LiveHistory({ ...source, starts: () => arrivals.of(index), visit });
  }

  /** Draws who arrives until now, and gives the time that it is. */
  #drawArrivals(projectKey: string): number {
    const time = this.#time();
    if (this.#options.live) this.#arrivalsOf(projectKey).drawUntil(time);
    return time;
  }

  #arrivalsOf(projectKey: string): LiveArrivals {
    const utcOffsetHours = UTC_OFFSET_HOURS[this.#options.locale ?? DEFAULT_LOCALE];
    return this.#arrivals.getOrCreate(
      projectKey,
      () => new LiveArrivals({ ...this.#options, projectKey, utcOffsetHours }),
    );
  }

  /** The documented user, where they are asked for, and by how much the generated ones stand back for them. */
  #documentedFirst(projectKey: string, text: string, { from = 0, limit }: SearchRange) {
    const shift = this.#documentedUsers(projectKey);
    const isListed = shift > 0 && from === 0 && limit > 0 && DOCUMENTED_USER_ID.includes(text.toLowerCase());
    return { userIds: isListed ? [DOCUMENTED_USER_ID] : [], shift };
  }

  /** The indexes of generated users, at most `count` from an index of the whole list on. */
  #generatedRange(projectKey: string, from: number, count: number): number[] {
    const first = Math.max(0, from - this.#documentedUsers(projectKey));
    const length = Math.max(0, Math.min(count, this.#options.users - first));
    return Array.from({ length }, (_, i) => first + i);
  }

  /** How many documented users a project has. */
  #documentedUsers(projectKey: string): number {
    const { documentedUser = true } = this.#options;
    return documentedUser && projectKey === DOCUMENTED_PROJECT_KEY ? 1 : 0;
  }

  #isDocumented(projectKey: string, userId: string): boolean {
    return userId === DOCUMENTED_USER_ID && this.#documentedUsers(projectKey) > 0;
  }

  async #load(): Promise<Population> {
    this.#loading ??= import('./population.ts').then(({ loadPopulation }) => loadPopulation(this.#options));
    const loading = this.#loading;
    const population = await loading;
    // the site may have been replaced meanwhile
    if (loading !== this.#loading) return this.#load();
    this.#population = population;
    return population;
  }
}

/** Events to which none are added. */
function still(history: readonly SessionEvent[], skewMs: number) {
  return { history, underWay: NOTHING, skewMs, starts: () => NEVER, visit: () => NOTHING };
}

/** Parts events in those until a time and those after it, which are few and the last. */
function cutAt(time: number, events: readonly SessionEvent[]) {
  const last = events.findLastIndex(({ timestamp }) => timestamp <= time);
  return { history: events.slice(0, last + 1), underWay: events.slice(last + 1) };
}
