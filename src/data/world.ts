import { DOCUMENTED_EVENTS, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../api/documented/events.ts';
import type { SessionEvent } from '../api/session-event.ts';
import type { Histories } from './histories.ts';
import type { PopulationOptions } from './population.ts';
import type { FoundUsers, SearchRange } from './user-search.ts';
import { nameView, type WorldView } from './world-view.ts';

/** Options of a world. */
export interface WorldOptions extends PopulationOptions {
  /** Whether the documented user exists. @defaultValue true */
  readonly documentedUser?: boolean;
  /** Whether people keep visiting after `now`. @defaultValue false */
  readonly live?: boolean;
  /** The clock, epoch ms. @defaultValue stopped at `now` */
  readonly time?: () => number;
  /**
   * The view of a user, the same object for the same view. @defaultValue all, with INPUT events as `inputEvents` says
   */
  readonly viewOf?: (projectKey: string, userId: string) => WorldView;
}

const NOTHING: readonly SessionEvent[] = Object.freeze([]);

/**
 * Everything that exists before anything is recorded: the documented user and the generated ones.
 *
 * The generator and its word lists are loaded on the first request for a generated user; from then on answers are
 * synchronous. In lists of users the documented one has index 0, and the generated ones follow.
 */
export class World {
  #options: WorldOptions;
  readonly #time: () => number;
  readonly #viewOf: (projectKey: string, userId: string) => WorldView;
  /** How often the site was replaced. */
  #sites = 0;
  #loading: Promise<Histories> | undefined;
  #histories: Histories | undefined;

  constructor(options: WorldOptions) {
    const { now, inputEvents, time = () => now, viewOf } = options;
    const plain: WorldView = { history: 'whole', inputEvents, clockSkew: false };
    this.#options = options;
    this.#time = time;
    this.#viewOf = viewOf ?? (() => plain);
  }

  /**
   * Returns a user's events in reply order; none for an unknown user. It is the same array while the events are the
   * same and cached.
   */
  events(projectKey: string, userId: string): readonly SessionEvent[] | Promise<readonly SessionEvent[]> {
    const view = this.#viewOf(projectKey, userId);
    const documented = this.#isDocumented(projectKey, userId);
    if (view.history === 'none' || (!documented && this.#options.users === 0)) return NOTHING;
    if (documented && view.history === 'whole' && !view.clockSkew) return DOCUMENTED_EVENTS;
    if (!this.#histories) return this.#load().then(() => this.events(projectKey, userId));
    return this.#histories.events(projectKey, userId, { view, documented });
  }

  /**
   * Identifies the version of a user's events: equal values mean equal events. Unlike the array of events it does not
   * change when the cache drops the user.
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
    const { population } = await this.#load();
    return [...userIds, ...generated.map((index) => population.userIdAt(projectKey, index))];
  }

  /**
   * Finds users whose ID contains a text, ignoring case, with a bounded amount of work.
   *
   * @param range - `from` is 0 or the `next` of the previous result; `limit` is 1 or more.
   */
  async search(projectKey: string, text: string, { from = 0, limit }: SearchRange): Promise<FoundUsers> {
    const { userIds, shift } = this.#documentedFirst(projectKey, text, { from, limit });
    if (this.#options.users === 0) return { userIds, next: undefined };
    if (userIds.length === limit) return { userIds, next: from + 1 };
    const { population } = await this.#load();
    const rest = { from: Math.max(0, from - shift), limit: limit - userIds.length };
    const found = population.search(projectKey, text, rest);
    return {
      userIds: [...userIds, ...found.userIds],
      next: found.next === undefined ? undefined : found.next + shift,
    };
  }

  /** Switches people to another site, also in the past; undefined is the shop. */
  useSite(site: WorldOptions['site']): void {
    this.#options = { ...this.#options, site };
    this.#sites += 1;
    this.#loading = undefined;
    this.#histories = undefined;
  }

  /** Counts the users of a project. */
  size(projectKey: string): number {
    return this.#options.users + this.#documentedUsers(projectKey);
  }

  /** Returns whether a user is listed. */
  async has(projectKey: string, userId: string): Promise<boolean> {
    if (this.#isDocumented(projectKey, userId)) return true;
    return this.#options.users > 0 && (await this.#load()).population.has(projectKey, userId);
  }

  /** Returns the kind of visitor of a generated user; undefined for the documented one and unknown users. */
  async kindOf(projectKey: string, userId: string): Promise<string | undefined> {
    if (this.#isDocumented(projectKey, userId) || this.#options.users === 0) return undefined;
    return (await this.#load()).population.kindOf(projectKey, userId);
  }

  /** Describes in one sentence what visitors of a kind do; undefined for an unknown kind. */
  async summaryOf(kind: string): Promise<string | undefined> {
    return (await this.#load()).population.summaryOf(kind);
  }

  /**
   * Returns a generated user who was active in the 24 hours before `now`, of an active kind; undefined if there are no
   * users.
   */
  async livelyUser(projectKey: string): Promise<string | undefined> {
    return this.#options.users > 0 ? (await this.#load()).population.livelyUser(projectKey) : undefined;
  }

  /** The documented user, if in the requested range, and by how much the generated ones shift. */
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

  async #load(): Promise<Histories> {
    this.#loading ??= import('./histories.ts').then(({ loadHistories }) => loadHistories(this.#options, this.#time));
    const loading = this.#loading;
    const histories = await loading;
    // the site may have been replaced meanwhile
    if (loading !== this.#loading) return this.#load();
    this.#histories = histories;
    return histories;
  }
}
