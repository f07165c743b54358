import type { SessionId } from '../../api/any-session-id.ts';
import type { GeneratedFacts, Owner } from '../../data/session-facts.ts';
import type { GivenFacts } from '../../kit/session-facts.ts';
import { Lru } from '../../shared/lru.ts';
import type { EventBuffer } from '../../store/event-buffer.ts';
import { type OwnedSession, type Sessions, toUserSessions, type UserSession } from '../../store/sessions.ts';
import { completeFacts } from './complete-facts.ts';

/** How many users of each project are searched for a session that was never listed. */
const MOST_USERS = 2_000;
/** How many sessions are remembered by ID. */
const MOST_SESSIONS = 100_000;

type Given<T> = T | Promise<T>;

interface MockSessionsOptions {
  readonly projects: readonly string[];
  /** Returns all events of a user, as currently shown. */
  readonly find: (projectKey: string, userId: string) => Given<EventBuffer>;
  /** Returns what was recorded of a user's sessions besides their events. */
  readonly givenOf: (projectKey: string, userId: string) => ReadonlyMap<SessionId, GivenFacts>;
  /** Finds the owner of a recorded session. */
  readonly ownerOf: (id: SessionId) => Owner | undefined;
  /** Lists users of a project, up to `limit`. */
  readonly users: (projectKey: string, limit: number) => Promise<readonly string[]>;
  /** Until when the data of a user was deleted, epoch ms. */
  readonly deletedUntil: (projectKey: string, userId: string) => number;
  readonly makeUp: (owner: Owner, id: string) => GeneratedFacts;
  /** The mock's clock, epoch ms. */
  readonly now: () => number;
}

/** The sessions of a mock with their facts. */
export class MockSessions implements Sessions {
  readonly #options: MockSessionsOptions;
  /** Owners of the sessions listed so far. */
  readonly #owners = new Lru<SessionId, Owner>({ max: MOST_SESSIONS });

  constructor(options: MockSessionsOptions) {
    this.#options = options;
  }

  ofUser(projectKey: string, userId: string): Given<readonly UserSession[]> {
    const found = this.#options.find(projectKey, userId);
    const owner = { projectKey, userId };
    return found instanceof Promise ? found.then((buffer) => this.#join(owner, buffer)) : this.#join(owner, found);
  }

  async find(id: SessionId): Promise<OwnedSession | undefined> {
    const known = this.#options.ownerOf(id) ?? this.#owners.get(id);
    if (known) return this.#ownedBy(known, id);
    for (const projectKey of this.#options.projects) {
      for (const userId of await this.#options.users(projectKey, MOST_USERS)) {
        const found = await this.#ownedBy({ projectKey, userId }, id);
        if (found) return found;
      }
    }
    return undefined;
  }

  async #ownedBy(owner: Owner, id: SessionId): Promise<OwnedSession | undefined> {
    const session = (await this.ofUser(owner.projectKey, owner.userId)).find((each) => each.id === id);
    return session && { ...session, ...owner };
  }

  #join(owner: Owner, buffer: EventBuffer): UserSession[] {
    const { givenOf, makeUp, deletedUntil } = this.#options;
    const { projectKey, userId } = owner;
    const now = this.#options.now();
    const given = givenOf(projectKey, userId);
    if (buffer.length === 0 && given.size === 0) return [];
    const sessions = toUserSessions(buffer, given, (id, entry, facts) =>
      completeFacts({ owner, id, entry, given: facts, makeUp, now }),
    );
    for (const { id } of sessions) this.#owners.set(id, owner);
    const deleted = deletedUntil(projectKey, userId);
    // events that were deleted are not in the buffer
    return deleted === 0 ? sessions : sessions.filter(({ facts }) => facts.startTs >= deleted);
  }
}
