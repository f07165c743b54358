import type { StoredInput } from '../../kit/stored.ts';
import { Lru } from '../../shared/lru.ts';
import { inSlices, Slices } from '../../shared/slices.ts';
import {
  type Analytics,
  mergeEvents,
  type NamedProfile,
  type Profile,
  type StoredEvent,
  type StoredProject,
  USUAL_CREATION,
} from '../../store/analytics.ts';
import type { EventBuffer } from '../../store/event-buffer.ts';
import { StoredRows } from '../../store/stored-rows.ts';
import { toStoredEvents } from '../../store/to-stored-events.ts';
import { namesOf, toProfile } from './to-profile.ts';

/** How many users are searched for a session, or listed, which takes their events. */
const MOST_USERS = 2_000;
/** How many users are searched by name, which takes their IDs only. */
const MOST_NAMES = 100_000;
/** How many sessions are remembered by ID. */
const MOST_SESSIONS = 100_000;
/** How many profiles of generated users are remembered. */
const MOST_PROFILES = 10_000;

type Given<T> = T | Promise<T>;

interface MockAnalyticsOptions {
  readonly projects: readonly string[];
  /** Loaded rows of a real server. */
  readonly stored: StoredInput;
  /** Returns all events of a user, as currently shown. */
  readonly find: (projectKey: string, userId: string) => Given<EventBuffer>;
  /** Lists users of a project, up to `limit`. */
  readonly users: (projectKey: string, limit: number) => Promise<readonly string[]>;
  /** Identifies the version of a user's events; undefined if that takes longer than to read them. */
  readonly revision: (projectKey: string, userId: string) => { readonly value: unknown } | undefined;
  /** Finds the owner of a recorded session. */
  readonly ownerOf: (projectKey: string, sessionId: string) => string | undefined;
  /** Until when the data of a user was deleted, epoch ms. */
  readonly deletedUntil: (projectKey: string, userId: string) => number;
  /** What is known of a session besides its events. */
  readonly about: (projectKey: string, userId: string, sessionId: string) => Pick<StoredEvent, 'deviceId' | 'columns'>;
}

/** The world of a mock as the newer servers store it, with the loaded rows over it. */
export class MockAnalytics implements Analytics {
  readonly #options: MockAnalyticsOptions;
  readonly #rows: StoredRows;
  /** What was derived from a buffer, and from how many events: a buffer may grow. */
  readonly #made = new WeakMap<EventBuffer, { readonly length: number; readonly events: readonly StoredEvent[] }>();
  /** Users by project and session, as they were found. */
  readonly #owners = new Lru<string, string>({ max: MOST_SESSIONS });
  /** A search over all users must not generate their events each time. */
  readonly #profiles = new Lru<string, { readonly revision: unknown; readonly profile: Profile | undefined }>({
    max: MOST_PROFILES,
  });

  constructor(options: MockAnalyticsOptions) {
    this.#options = options;
    this.#rows = new StoredRows(options.stored);
  }

  /** The events of the world, with the loaded rows over them. */
  async ofUser(projectKey: string, userId: string): Promise<readonly StoredEvent[]> {
    const own = await this.#own(projectKey, userId);
    const stored = this.#rows.ofUser(projectKey, userId);
    if (stored.length === 0) return own;
    const kept = stored.filter((event) => this.#isKept(projectKey, event));
    return own.length === 0 ? kept : mergeEvents([...own, ...kept]);
  }

  async ofSession(projectKey: string, sessionId: string): Promise<readonly StoredEvent[]> {
    const stored = this.#rows.ofSession(projectKey, sessionId).filter((event) => this.#isKept(projectKey, event));
    const userId = await this.#ownerOf(projectKey, sessionId);
    if (userId === undefined) return stored;
    const own = (await this.ofUser(projectKey, userId)).filter((event) => event.sessionId === sessionId);
    return mergeEvents([...own, ...stored]);
  }

  isHidden(projectKey: string, event: StoredEvent): boolean {
    return this.#rows.isHidden(projectKey, event);
  }

  async profile(projectKey: string, userId: string): Promise<Profile | undefined> {
    const stored = this.#rows.profile(projectKey, userId);
    if (stored) return this.#options.deletedUntil(projectKey, userId) > 0 ? undefined : stored;
    const key = `${projectKey} ${userId}`;
    const revision = this.#options.revision(projectKey, userId);
    const known = revision && this.#profiles.get(key);
    if (known && known.revision === revision.value) return known.profile;
    const events = await this.#own(projectKey, userId);
    const profile = events.length > 0 ? toProfile(userId, events) : undefined;
    if (revision) this.#profiles.set(key, { revision: revision.value, profile });
    return profile;
  }

  async profiles(projectKey: string, isNamed?: (profile: NamedProfile) => boolean): Promise<readonly Profile[]> {
    const listed = await this.#options.users(projectKey, isNamed ? MOST_NAMES : MOST_USERS);
    const named = isNamed ? listed.filter((userId) => isNamed(namesOf(userId))) : listed;
    const stored = this.#rows.profiles(projectKey).filter((profile) => !isNamed || isNamed(profile));
    const profiles: Profile[] = [];
    const slices = new Slices();
    for (const userId of new Set([...stored.map(({ $user_id }) => $user_id), ...named.slice(0, MOST_USERS)])) {
      const profile = await this.profile(projectKey, userId);
      if (profile && (!isNamed || isNamed(profile))) profiles.push(profile);
      if (slices.isOver) await slices.next();
    }
    return profiles;
  }

  async withEvent(
    projectKey: string,
    profiles: readonly Profile[],
    isWanted: (event: StoredEvent) => boolean,
  ): Promise<readonly Profile[]> {
    const found: Profile[] = [];
    const slices = new Slices();
    for (const profile of profiles) {
      const events = await this.ofUser(projectKey, profile.$user_id);
      if (events.some(isWanted)) found.push(profile);
      if (slices.isOver) await slices.next();
    }
    return found;
  }

  projects(): readonly StoredProject[] {
    const stored = this.#rows.projects;
    if (stored.length > 0) return stored.filter(({ isListed }) => isListed);
    return this.#options.projects.map((projectKey, at) => toProject(projectKey, at));
  }

  project(projectKey: string): StoredProject | undefined {
    const stored = this.#rows.projects.find((project) => project.projectKey === projectKey);
    const at = this.#options.projects.indexOf(projectKey);
    return stored ?? (at < 0 ? undefined : toProject(projectKey, at));
  }

  async #own(projectKey: string, userId: string): Promise<readonly StoredEvent[]> {
    const buffer = await this.#options.find(projectKey, userId);
    const { length } = buffer;
    const made = this.#made.get(buffer);
    if (made?.length === length) return made.events;
    for (const { id } of buffer.sessions) this.#owners.set(`${projectKey} ${id}`, userId);
    const about = (sessionId: string) => this.#options.about(projectKey, userId, sessionId);
    const events = mergeEvents(await inSlices(toStoredEvents(await inSlices(buffer.read()), userId, about)));
    this.#made.set(buffer, { length, events });
    return events;
  }

  #isKept(projectKey: string, { userId, createdAt }: StoredEvent): boolean {
    return createdAt >= this.#options.deletedUntil(projectKey, userId);
  }

  /** Finds the owner of a session: among those found before, those recorded, then user by user. */
  async #ownerOf(projectKey: string, sessionId: string): Promise<string | undefined> {
    const key = `${projectKey} ${sessionId}`;
    const known = this.#owners.get(key) ?? this.#options.ownerOf(projectKey, sessionId);
    if (known !== undefined) return known;
    for (const userId of await this.#options.users(projectKey, MOST_USERS)) {
      await this.#own(projectKey, userId);
      if (this.#owners.get(key) !== undefined) return userId;
    }
    return undefined;
  }
}

function toProject(projectKey: string, at: number): StoredProject {
  const name = at === 0 ? 'Test site' : `Test site ${at + 1}`;
  return { projectId: at + 1, projectKey, name, platform: 'web', createdAt: USUAL_CREATION };
}
