import type { SessionEvent } from '../api/session-event.ts';
import type { Journal } from '../journal/journal.ts';
import type { Change } from '../kit/change.ts';
import type { RecordedRow, RecordInput, Snapshot } from '../kit/record.ts';
import { RecordError } from '../shared/errors.ts';
import { atOnce, inSlices } from '../shared/slices.ts';
import { BufferCache } from './buffer-cache.ts';
import type { Details } from './details.ts';
import { Draft, type UserBefore } from './draft.ts';
import { EventBuffer } from './event-buffer.ts';
import type { EventSource } from './event-source.ts';
import { inReplyOrder } from './order.ts';
import { parseVisits } from './parse-record.ts';
import { parseSnapshot } from './parse-snapshot.ts';
import { RecordedUser } from './recorded-user.ts';
import { SessionsFacts } from './session-facts.ts';
import { SessionIds } from './session-ids.ts';
import { UserMap } from './user-map.ts';

/** What a store is made of. */
export interface StoreOptions {
  /** The events under the recorded ones. */
  readonly source: EventSource;
  readonly projects: readonly string[];
  /** Earliest start of a recorded session that has none of its own, epoch ms. */
  readonly now: () => number;
  /** Whether INPUT events may be recorded at present. */
  readonly inputEvents: () => boolean;
  readonly details: Details;
}

const NO_EVENTS = new EventBuffer();

/** Rows by project and user: the source's events with the recorded ones over them. */
export class SessionStore {
  readonly #options: StoreOptions;
  readonly #projects: ReadonlySet<string>;
  readonly #recorded = new UserMap<RecordedUser>();
  /** IDs of recorded sessions, whoever's they are: no two users share one. */
  readonly #sessionIds = new SessionIds();
  readonly #cache = new BufferCache();
  #journal: Journal | undefined;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#projects = new Set(options.projects);
  }

  hasProject(projectKey: string): boolean {
    return this.#projects.has(projectKey);
  }

  /** Gives all events of a user in reply order; none in an unknown project. */
  find(projectKey: string, userId: string): EventBuffer | Promise<EventBuffer> {
    const { source } = this.#options;
    const revision = source.revision?.(projectKey, userId);
    const recorded = this.#recorded.get(projectKey, userId);
    if (recorded?.isAlone(revision)) return recorded.buffer();
    const cached = this.#cache.get(projectKey, userId, revision);
    if (cached) return cached;
    if (!this.#projects.has(projectKey)) return NO_EVENTS;
    const given = source.events(projectKey, userId);
    if (given instanceof Promise) return given.then((events) => this.#assemble(projectKey, userId, events));
    return this.#assemble(projectKey, userId, given);
  }

  /** Users of a project of whom something is recorded, in the order in which it began. */
  recordedUsers(projectKey: string): string[] {
    return Array.from(this.#recorded.values(projectKey), ({ userId }) => userId);
  }

  /** Number of recorded events of a user, or of all users. */
  countRecorded(user?: { readonly projectKey: string; readonly userId: string }): number {
    if (user) return this.#recorded.get(user.projectKey, user.userId)?.length ?? 0;
    let count = 0;
    for (const { length } of this.#recorded.values()) count += length;
    return count;
  }

  /** Stores visits, all of them whole or none at all, and gives the events as stored, by user. */
  async record(inputs: readonly RecordInput[], isBatch = true): Promise<RecordedRow[]> {
    const { projects, inputEvents, source, now, details } = this.#options;
    const visits = await inSlices(parseVisits(inputs, { projects, inputEvents: inputEvents() }, isBatch));
    const given = new UserMap<readonly SessionEvent[]>();
    for (const { projectKey, userId } of visits) {
      if (given.get(projectKey, userId)) continue;
      given.set(projectKey, userId, await source.events(projectKey, userId));
    }
    // no await from here on: another record for the same user must not come between reading and storing
    const draft = new Draft({
      before: (projectKey, userId) => this.#before(projectKey, userId, given.get(projectKey, userId) ?? []),
      freeFrom: (sessionId) => this.#sessionIds.freeFrom(sessionId),
      now: now(),
      details,
    });
    for (const [index, visit] of visits.entries()) atOnce(draft.add(visit, isBatch ? index : undefined));
    const rows = draft.rows();
    if (rows.length > 0) this.#commit({ type: 'record', rows });
    return rows;
  }

  /** Forgets everything recorded. */
  reset(): void {
    if (this.countRecorded() > 0) this.#commit({ type: 'replace', rows: [] });
  }

  /** Gives everything recorded as plain JSON data. */
  snapshot(): Snapshot {
    return { version: 1, recorded: Array.from(this.#recorded.values(), (user) => user.toRow()) };
  }

  /** Replaces everything recorded by what a snapshot holds. */
  restore(snapshot: unknown): void {
    const { projects, inputEvents } = this.#options;
    const { recorded } = atOnce(parseSnapshot(snapshot, { projects, inputEvents: inputEvents() }));
    this.#commit({ type: 'replace', rows: recorded });
  }

  /** Replaces everything recorded by what a journal holds, and appends each later change to it. */
  keep(journal: Journal): void {
    this.#forget();
    for (const change of journal.changes()) {
      for (const { projectKey } of change.rows) this.#refuseForeign(projectKey);
      this.apply(change);
    }
    this.#journal = journal;
  }

  /** Takes a change that was checked before. */
  apply(change: Change): void {
    if (change.type === 'replace') this.#forget();
    for (const row of change.rows) this.#append(row);
  }

  #commit(change: Change): void {
    this.#journal?.append(change);
    this.apply(change);
  }

  #forget(): void {
    this.#recorded.clear();
    this.#sessionIds.clear();
    this.#cache.clear();
  }

  #refuseForeign(projectKey: string): void {
    if (this.hasProject(projectKey)) return;
    const message = `is no project of this mock, whose projects are ${this.#options.projects.join(', ')}`;
    throw new RecordError([{ path: projectKey, message }], 'take over the state that was kept');
  }

  #append({ projectKey, userId, events }: RecordedRow): void {
    const user = this.#recorded.get(projectKey, userId) ?? new RecordedUser(projectKey, userId);
    this.#recorded.set(projectKey, userId, user);
    user.add(inReplyOrder(events));
    for (const { sessionId } of events) this.#sessionIds.add(sessionId);
    this.#cache.delete(projectKey, userId);
  }

  #before(projectKey: string, userId: string, given: readonly SessionEvent[]): UserBefore {
    const user = this.#recorded.get(projectKey, userId);
    const generated = new SessionsFacts();
    generated.add(given);
    return {
      layers: user ? [generated, user.facts] : [generated],
      events: () => (user ? [...given, ...user.buffer().events()] : given),
    };
  }

  #assemble(projectKey: string, userId: string, given: readonly SessionEvent[]): EventBuffer {
    const revision = this.#options.source.revision?.(projectKey, userId);
    const recorded = this.#recorded.get(projectKey, userId);
    if (!recorded) return this.#cache.set(projectKey, userId, revision, new EventBuffer(given));
    if (given.length === 0) {
      recorded.noteAlone(revision);
      return recorded.buffer();
    }
    const all = inReplyOrder([...given, ...recorded.buffer().events()]);
    return this.#cache.set(projectKey, userId, revision, new EventBuffer(all));
  }
}
