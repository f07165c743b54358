import { type SessionId, toSessionId } from '../api/any-session-id.ts';
import { Replica } from '../journal/replica.ts';
import { type Change, recordedPart } from '../kit/change.ts';
import type { RecordedEvent, RecordedRow, RecordInput, Snapshot } from '../kit/record.ts';
import type { GivenFacts } from '../kit/session-facts.ts';
import { RecordError } from '../shared/errors.ts';
import { createLoader } from '../shared/loader.ts';
import { atOnce, inSlices, isTurn, type Work } from '../shared/slices.ts';
import { BufferCache } from './buffer-cache.ts';
import { EventBuffer, type Piece } from './event-buffer.ts';
import { inReplyOrder } from './order.ts';
import { type PreparedUser, prepareUsers } from './prepared-users.ts';
import { type ChangeOfRows, RecordedUsers } from './recorded-users.ts';
import type { Recorder } from './recorder.ts';
import type { StoreOptions } from './store-options.ts';

const loadIntake = createLoader(() => import('./intake.ts'));
const NO_EVENTS = new EventBuffer();
const NOTHING_GIVEN: ReadonlyMap<SessionId, GivenFacts> = new Map();
/** Events per row read from a captured state, which takes a few milliseconds. */
const CAPTURED_EVENTS = 1_000;

/**
 * Rows by project and user: the source's events with the recorded ones over them. Recorded data mirrors the journal: it
 * changes only by the changes that the replica delivers, its own included.
 */
export class SessionStore {
  readonly #options: StoreOptions;
  readonly #projects: ReadonlySet<string>;
  readonly #recorded = new RecordedUsers();
  readonly #cache: BufferCache;
  readonly #replica: Replica;
  readonly #loadRecorder: () => Promise<Recorder>;
  /** Data prepared for changes still to be applied. */
  readonly #prepared = new WeakMap<Change, readonly PreparedUser[]>();
  /** Counts changes. */
  #revision = 0;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#projects = new Set(options.projects);
    this.#cache = new BufferCache(options.cache);
    this.#replica = options.replica ?? new Replica();
    this.#replica.onChange(
      (change) => this.#apply(change),
      (change) => this.#prepare(change),
    );
    this.#loadRecorder = createLoader(async () => {
      const { Recorder } = await loadIntake();
      return new Recorder(options, {
        recorded: this.#recorded,
        replica: this.#replica,
        revision: () => this.#revision,
        prepare: (change) => this.#prepare(change),
      });
    });
  }

  hasProject(projectKey: string): boolean {
    return this.#projects.has(projectKey);
  }

  /** Returns all events of a user in reply order; none in an unknown project. */
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

  /** Returns what was recorded of a user's sessions besides their events. */
  givenOf(projectKey: string, userId: string): ReadonlyMap<SessionId, GivenFacts> {
    return this.#recorded.get(projectKey, userId)?.given ?? NOTHING_GIVEN;
  }

  /** Finds the owner of a recorded session. */
  ownerOf(sessionId: SessionId): { readonly projectKey: string; readonly userId: string } | undefined {
    return this.#recorded.ownerOf(sessionId);
  }

  /**
   * Identifies the version of a user's events as long as none of them are recorded, at little cost: equal values mean
   * equal events.
   */
  sourceRevision(projectKey: string, userId: string): { readonly value: unknown } | undefined {
    if (this.#recorded.get(projectKey, userId)) return undefined;
    return { value: this.#options.source.revision?.(projectKey, userId) };
  }

  /** Users of a project with recorded events, in order of first recording. */
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

  /** Stores visits, all or nothing, and returns the events as stored, by user. */
  async record(inputs: readonly RecordInput[], isBatch = true): Promise<RecordedRow[]> {
    return (await this.#loadRecorder()).record(inputs, isBatch);
  }

  /** Replaces the recorded events of a session, and returns them as stored; undefined if there are none. */
  async replaceSession(id: number | string, input: unknown): Promise<RecordedRow | undefined> {
    return (await this.#loadRecorder()).replaceSession(id, input);
  }

  /** Deletes what is recorded of a session; returns whether there was anything. */
  async removeSession(id: number | string): Promise<boolean> {
    return (await this.#loadRecorder()).removeSession(id);
  }

  /** Reads what is recorded of a session; undefined if nothing is. */
  *recordedSession(id: number | string): Work<RecordedRow | undefined> {
    const sessionId = toSessionId(id);
    const user = this.#recorded.ownerOf(sessionId);
    if (!user) return undefined;
    const { projectKey, userId } = user;
    const facts = user.given.get(sessionId);
    const events = yield* user.eventsOf(sessionId);
    return { projectKey, userId, events, ...(facts && { sessions: [{ sessionId, facts }] }) };
  }

  /** Whether anything is recorded. */
  get hasRecorded(): boolean {
    return !this.#recorded.isEmpty;
  }

  /** Deletes everything recorded. */
  reset(): Promise<void> {
    return this.#replica.commit(() => (this.hasRecorded ? { type: 'replace', rows: [] } : undefined));
  }

  /** Returns everything recorded as plain JSON data. */
  snapshot(): Snapshot {
    return { version: 1, recorded: Array.from(this.#recorded.values(), (user) => user.toRow()), ...this.#jobs() };
  }

  /** Writes the same as JSON text, in consecutive pieces; later changes do not show in it. */
  *snapshotText(): Work<Piece[]> {
    const users = Array.from(this.#recorded.values(), (user) => user.captureText());
    const { jobs } = this.#jobs();
    const pieces: Piece[] = ['{"version":1,"recorded":['];
    for (const [index, write] of users.entries()) {
      if (isTurn(index)) yield;
      if (index > 0) pieces.push(',');
      pieces.push(...(yield* write()));
    }
    pieces.push(']', jobs ? `,"jobs":${JSON.stringify(jobs)}}` : '}');
    return pieces;
  }

  #jobs(): Pick<Snapshot, 'jobs'> {
    const jobs = this.#options.jobs?.() ?? [];
    return jobs.length > 0 ? { jobs: [...jobs] } : {};
  }

  /** Captures everything recorded, to be read row by row; later changes do not show in it. */
  capture(): Iterable<RecordedRow> {
    const users = Array.from(this.#recorded.values(), (user) => user.capture(CAPTURED_EVENTS));
    return {
      *[Symbol.iterator]() {
        for (const rows of users) yield* rows;
      },
    };
  }

  /** Replaces everything recorded with the content of a snapshot. */
  async restore(snapshot: unknown): Promise<void> {
    const { projects, inputEvents } = this.#options;
    const { parseSnapshot } = await loadIntake();
    const { recorded: rows, jobs } = await inSlices(parseSnapshot(snapshot, { projects, inputEvents: inputEvents() }));
    const change: Change = { type: 'replace', rows, ...(jobs && { jobs }) };
    await inSlices(this.#prepare(change));
    await this.#replica.commit(() => change);
  }

  #apply(change: Change): void {
    const recorded = recordedPart(change);
    // data deleted by a job is filtered out when it is shown
    if (!recorded || recorded.type === 'jobs') return;
    this.#revision += 1;
    this.#refuseForeign(recorded);
    const users = this.#prepared.get(change) ?? atOnce(prepareUsers(rowsOf(recorded)));
    this.#prepared.delete(change);
    if (recorded.type === 'replace') {
      this.#recorded.clear();
      this.#cache.clear();
    }
    for (const prepared of users) {
      if (recorded.type === 'session') this.#recorded.replaceSession(recorded, prepared);
      else this.#recorded.add(prepared);
      this.#cache.delete(prepared.user.projectKey, prepared.user.userId);
    }
  }

  /** Prepares a pending change, in slices. */
  *#prepare(change: Change): Work<void> {
    const recorded = recordedPart(change);
    if (!recorded || recorded.type === 'jobs' || this.#prepared.has(change)) return;
    const users: PreparedUser[] = [];
    for (const user of yield* prepareUsers(rowsOf(recorded))) {
      users.push({ ...user, plan: yield* this.#recorded.plan(recorded, user) });
    }
    this.#prepared.set(change, users);
  }

  /** A journal may hold data recorded by a mock of other projects. */
  #refuseForeign(change: ChangeOfRows): void {
    const foreign = rowsOf(change).find(({ projectKey }) => !this.hasProject(projectKey));
    if (!foreign) return;
    const { projectKey } = foreign;
    const message = `is not a project of this mock, whose projects are ${this.#options.projects.join(', ')}`;
    throw new RecordError([{ path: projectKey, message }], 'take over the state that was kept');
  }

  #assemble(projectKey: string, userId: string, given: readonly RecordedEvent[]): EventBuffer {
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

/** Returns the events of a change by user. */
function rowsOf(change: ChangeOfRows): readonly RecordedRow[] {
  return change.type === 'session' ? [change] : change.rows;
}
