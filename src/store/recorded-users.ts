import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedChange } from '../kit/change-schema.ts';
import type { Work } from '../shared/slices.ts';
import type { Plan } from './plan.ts';
import type { PreparedUser } from './prepared-users.ts';
import { RecordedUser } from './recorded-user.ts';
import { SessionIds } from './session-ids.ts';
import { UserMap } from './user-map.ts';

/** A change of what is recorded of users. */
export type ChangeOfRows = Exclude<RecordedChange, { type: 'jobs' }>;

/** What is recorded, by project and user, in order of first recording. */
export class RecordedUsers {
  readonly #users = new UserMap<RecordedUser>();
  /** IDs of the sessions of all users: no two users share one. */
  readonly #sessionIds = new SessionIds();

  get(projectKey: string, userId: string): RecordedUser | undefined {
    return this.#users.get(projectKey, userId);
  }

  /** Returns all users, or those of a project. */
  values(projectKey?: string): Iterable<RecordedUser> {
    return this.#users.values(projectKey);
  }

  /** Finds the user that a session belongs to. */
  ownerOf(sessionId: SessionId): RecordedUser | undefined {
    for (const user of this.values()) if (user.has(sessionId)) return user;
    return undefined;
  }

  /** Whether nobody has anything. */
  get isEmpty(): boolean {
    for (const user of this.values()) if (!user.isEmpty) return false;
    return true;
  }

  /** Returns the first free session ID from this number on. */
  freeFrom(sessionId: number): number {
    return this.#sessionIds.freeFrom(sessionId);
  }

  /** Prepares the next search for a free ID, so that it is short. */
  catchUp(): Work<void> {
    return this.#sessionIds.catchUp();
  }

  /** Plans the effect of a change on a user if that takes long; undefined if not. */
  *plan(change: ChangeOfRows, { user, events }: PreparedUser): Work<Plan | undefined> {
    const known = this.get(user.projectKey, user.userId);
    if (!known || change.type === 'replace') return undefined;
    return yield* change.type === 'session'
      ? known.planReplacement(change.sessionId, user, events)
      : known.planAddition(events);
  }

  /** Adds a prepared user. */
  add({ user, events, plan }: PreparedUser): void {
    const { projectKey, userId } = user;
    const known = this.get(projectKey, userId);
    if (known) known.join(user, events, plan);
    else this.#users.set(projectKey, userId, user);
    this.#sessionIds.addLater(user.sessionIds());
  }

  /** Replaces a session with what was prepared; nothing removes it. */
  replaceSession(change: Extract<RecordedChange, { type: 'session' }>, { user: by, events, plan }: PreparedUser): void {
    const { projectKey, userId, sessionId, facts } = change;
    const user = this.get(projectKey, userId) ?? new RecordedUser(projectKey, userId);
    user.replaceSession(sessionId, facts, by, events, plan);
    if (!user.isEmpty) this.#users.set(projectKey, userId, user);
    else this.#users.delete(projectKey, userId);
    this.#sessionIds.clear();
    for (const each of this.values()) this.#sessionIds.addLater(each.sessionIds());
  }

  clear(): void {
    this.#users.clear();
    this.#sessionIds.clear();
  }
}
