import type { StoredInput } from '../kit/stored.ts';
import { mergeEvents, type Profile, type StoredEvent, type StoredProject, USUAL_CREATION } from './analytics.ts';
import { EMPTY_PROFILE } from './empty-profile.ts';
import { UserMap } from './user-map.ts';

const NO_EVENTS: readonly StoredEvent[] = Object.freeze([]);

/** What lists of events omit in every project. */
const ALWAYS_HIDDEN = 'TAG_TRIGGER';

/** Rows of a real server, as they were given. */
export class StoredRows {
  readonly projects: readonly (StoredProject & { readonly isListed: boolean })[];
  readonly #ofUser = new UserMap<readonly StoredEvent[]>();
  readonly #ofSession = new UserMap<readonly StoredEvent[]>();
  readonly #profiles = new UserMap<Profile>();
  readonly #hidden: ReadonlySet<string>;

  constructor({ projects = [], sessions = [], users = [], hidden = [] }: StoredInput) {
    this.projects = projects.map(
      ({ platform = 'web', createdAt = USUAL_CREATION, isListed = true, isActive = true, ...project }) => ({
        ...project,
        platform,
        createdAt,
        isListed: isListed && isActive,
      }),
    );
    for (const [projectKey, of] of groupBy(sessions, (session) => session.projectKey)) {
      const events = mergeEvents(of.flatMap(toEvents));
      for (const [userId, own] of groupBy(events, (event) => event.userId)) this.#ofUser.set(projectKey, userId, own);
      for (const [id, own] of groupBy(events, (event) => event.sessionId)) this.#ofSession.set(projectKey, id, own);
    }
    for (const { projectKey, userId, columns = {} } of users) {
      this.#profiles.set(projectKey, userId, { ...EMPTY_PROFILE, ...columns, $user_id: userId });
    }
    this.#hidden = new Set(
      hidden.map(({ projectKey, name, isAutoCaptured }) => [projectKey, name, isAutoCaptured].join()),
    );
  }

  ofUser(projectKey: string, userId: string): readonly StoredEvent[] {
    return this.#ofUser.get(projectKey, userId) ?? NO_EVENTS;
  }

  ofSession(projectKey: string, sessionId: string): readonly StoredEvent[] {
    return this.#ofSession.get(projectKey, sessionId) ?? NO_EVENTS;
  }

  profile(projectKey: string, userId: string): Profile | undefined {
    return this.#profiles.get(projectKey, userId);
  }

  profiles(projectKey: string): readonly Profile[] {
    return [...this.#profiles.values(projectKey)];
  }

  isHidden(projectKey: string, { name, isAutoCaptured }: StoredEvent): boolean {
    return name === ALWAYS_HIDDEN || this.#hidden.has([projectKey, name, isAutoCaptured].join());
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

type SessionRows = NonNullable<StoredInput['sessions']>[number];

function toEvents({ sessionId, userId, deviceId, columns = {}, events }: SessionRows): StoredEvent[] {
  return events.map((event) => ({
    eventId: event.eventId,
    name: event.name,
    createdAt: event.createdAt,
    sessionId: String(BigInt(sessionId)),
    userId: event.userId ?? userId,
    deviceId,
    isAutoCaptured: event.isAutoCaptured ?? true,
    currentUrl: event.currentUrl ?? '',
    properties: event.properties ?? {},
    autoProperties: event.autoProperties ?? {},
    columns,
  }));
}
