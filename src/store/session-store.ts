import { type SessionId, toSessionId } from '../api/any-session-id.ts';
import { Replica } from '../journal/replica.ts';
import { type Change, recordedPart } from '../kit/change.ts';
import type { RecordedChange } from '../kit/change-schema.ts';
import type { KeptJob } from '../kit/kept-job.ts';
import type { RecordedEvent, RecordedRow, RecordInput, Snapshot } from '../kit/record.ts';
import type { GivenFacts } from '../kit/session-facts.ts';
import { RecordError } from '../shared/errors.ts';
import { createLoader } from '../shared/loader.ts';
import { atOnce, inSlices, isTurn, Slices, type Work } from '../shared/slices.ts';
import { type BufferBounds, BufferCache } from './buffer-cache.ts';
import type { Details } from './details.ts';
import type { UserBefore } from './draft.ts';
import { EventBuffer, type Piece } from './event-buffer.ts';
import type { EventSource } from './event-source.ts';
import { inReplyOrder } from './order.ts';
import type { ParsedVisit } from './parse-record.ts';
import { type PreparedUser, prepareUsers } from './prepared-users.ts';
import type { RecordedUser } from './recorded-user.ts';
import { type ChangeOfRows, RecordedUsers } from './recorded-users.ts';
import { SessionsProgress } from './session-progress.ts';
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
  /** Deletions that are kept with what is recorded; they delete nothing here. */
  readonly jobs?: () => readonly KeptJob[];
  /** Loads what makes up the details of recorded visits. */
  readonly loadDetails: () => Promise<Details>;
  /** What brings changes here. @defaultValue one of its own, without a journal */
  readonly replica?: Replica;
  /** How many encoded events are kept of users who were asked for. */
  readonly cache?: BufferBounds;
}

const loadIntake = createLoader(() => import('./intake.ts'));
const NO_EVENTS = new EventBuffer();
const NOTHING_GIVEN: ReadonlyMap<SessionId, GivenFacts> = new Map();
/** Events of a batch that takes longer than a few milliseconds. */
const LARGE_BATCH = 1_000;
/** Events of a row that is read from a captured state, which takes a few milliseconds. */
const CAPTURED_EVENTS = 1_000;
/** How often a large batch is drafted in slices while others go on changing the state, before it is done in one go. */
const MOST_PREPARATIONS = 3;

/**
 * Rows by project and user: the source's events with the recorded ones over them. What is recorded is a copy of what a
 * journal holds: it changes by the changes that the replica brings, its own among them.
 */
export class SessionStore {
  readonly #options: StoreOptions;
  readonly #projects: ReadonlySet<string>;
  readonly #recorded = new RecordedUsers();
  readonly #cache: BufferCache;
  readonly #replica: Replica;
  /** What was prepared of changes that are to be applied. */
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

  /** Gives what was recorded of a user's sessions besides their events. */
  givenOf(projectKey: string, userId: string): ReadonlyMap<SessionId, GivenFacts> {
    return this.#recorded.get(projectKey, userId)?.given ?? NOTHING_GIVEN;
  }

  /** Tells whose a recorded session is. */
  ownerOf(sessionId: SessionId): { readonly projectKey: string; readonly userId: string } | undefined {
    return this.#recorded.ownerOf(sessionId);
  }

  /** Users of a project that have recorded events, in the order of their first recording. */
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
    const { projects, inputEvents, source, now, loadDetails } = this.#options;
    const [{ Draft, draftRows, parseVisits }, details] = await Promise.all([loadIntake(), loadDetails()]);
    const visits = await inSlices(parseVisits(inputs, { projects, inputEvents: inputEvents() }, isBatch));
    const given = new UserMap<readonly RecordedEvent[]>();
    const slices = new Slices();
    for (const { projectKey, userId } of visits) {
      if (slices.isOver) await slices.next();
      if (!given.get(projectKey, userId)) given.set(projectKey, userId, await source.events(projectKey, userId));
    }
    await inSlices(this.#recorded.catchUp());
    const before = (projectKey: string, userId: string) =>
      this.#before(projectKey, userId, given.get(projectKey, userId) ?? []);
    const freeFrom = (sessionId: number) => this.#recorded.freeFrom(sessionId);
    const change = await this.#commit(this.#weigh(visits), function* () {
      const rows = yield* draftRows(new Draft({ before, freeFrom, now: now(), details }), visits, isBatch);
      return rows.length > 0 ? { type: 'record' as const, rows } : undefined;
    });
    return change?.rows ?? [];
  }

  /** Gives how many events have to be looked at to record visits, at most. */
  #weigh(visits: readonly ParsedVisit[]): number {
    const known = ({ projectKey, userId }: ParsedVisit) => this.#recorded.get(projectKey, userId)?.length ?? 0;
    return visits.reduce((sum, visit) => sum + visit.events.length + known(visit), 0);
  }

  /** Drafts a change and makes it; one of many events is drafted in slices, which counts if nothing else changes. */
  async #commit<C extends RecordedChange>(events: number, draft: () => Work<C | undefined>): Promise<C | undefined> {
    const ahead = events < LARGE_BATCH ? undefined : await this.#draftAhead(draft);
    let change: C | undefined;
    // drafted and applied without an await between, so that no other change comes between
    await this.#replica.commit(() => {
      change = ahead?.revision === this.#revision ? ahead.change : atOnce(draft());
      return change;
    });
    return change;
  }

  async #draftAhead<C extends RecordedChange>(draft: () => Work<C | undefined>) {
    for (let attempt = 1; ; attempt++) {
      const revision = this.#revision;
      const change = await inSlices(draft());
      if (change) await inSlices(this.#prepare(change));
      if (revision === this.#revision || attempt === MOST_PREPARATIONS) return { revision, change };
    }
  }

  /** Reads what is recorded of a session; undefined where nothing is. */
  *recordedSession(id: number | string): Work<RecordedRow | undefined> {
    const sessionId = toSessionId(id);
    const user = this.#recorded.ownerOf(sessionId);
    if (!user) return undefined;
    const { projectKey, userId } = user;
    const facts = user.given.get(sessionId);
    const events = yield* user.eventsOf(sessionId);
    return { projectKey, userId, events, ...(facts && { sessions: [{ sessionId, facts }] }) };
  }

  /** Puts events in the place of those recorded of a session, and gives them as stored; undefined where there are none. */
  async replaceSession(id: number | string, input: unknown): Promise<RecordedRow | undefined> {
    const { projects, inputEvents, source, now, loadDetails } = this.#options;
    const [{ Draft, draftRows, parseSession }, details] = await Promise.all([loadIntake(), loadDetails()]);
    const sessionId = toSessionId(id);
    const session = await inSlices(parseSession(input, sessionId, { projects, inputEvents: inputEvents() }));
    const owner = this.#recorded.ownerOf(sessionId);
    if (!owner) return undefined;
    const { projectKey, userId } = owner;
    const given = await source.events(projectKey, userId);
    const before = (user: RecordedUser): UserBefore => ({
      layers: [toFacts(given), user.facts.without(new Set([sessionId]))],
      *events() {
        return [...given, ...(yield* user.eventsWithout(sessionId))];
      },
    });
    const find = () => this.#recorded.get(projectKey, userId);
    const change = await this.#commit(session.events.length + owner.length, function* () {
      const user = find();
      if (!user?.has(sessionId)) return undefined;
      const draft = new Draft({ before: () => before(user), freeFrom: (id) => id, now: now(), details });
      const [row] = yield* draftRows(draft, [{ ...session, projectKey, userId, sessionId }], false);
      if (!row) return undefined;
      const { events, sessions: [described] = [] } = row;
      const facts = described && { facts: described.facts };
      return { type: 'session' as const, projectKey, userId, sessionId, events, ...facts };
    });
    if (!change) return undefined;
    const { events, facts } = change;
    return { projectKey, userId, events, ...(facts && { sessions: [{ sessionId, facts }] }) };
  }

  /** Forgets what is recorded of a session; tells whether there was anything. */
  async removeSession(id: number | string): Promise<boolean> {
    const sessionId = toSessionId(id);
    let wasThere = false;
    await this.#replica.commit(() => {
      const owner = this.#recorded.ownerOf(sessionId);
      wasThere = owner !== undefined;
      return owner && { type: 'session', projectKey: owner.projectKey, userId: owner.userId, sessionId, events: [] };
    });
    return wasThere;
  }

  /** Whether anything is recorded. */
  get hasRecorded(): boolean {
    return !this.#recorded.isEmpty;
  }

  /** Forgets everything recorded. */
  reset(): Promise<void> {
    return this.#replica.commit(() => (this.hasRecorded ? { type: 'replace', rows: [] } : undefined));
  }

  /** Gives everything recorded as plain JSON data. */
  snapshot(): Snapshot {
    return { version: 1, recorded: Array.from(this.#recorded.values(), (user) => user.toRow()), ...this.#jobs() };
  }

  /** Writes the same as JSON text, in pieces that follow each other; what changes meanwhile does not show in it. */
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

  /** Captures everything recorded, to be read row by row: later changes do not show in it. */
  capture(): Iterable<RecordedRow> {
    const users = Array.from(this.#recorded.values(), (user) => user.capture(CAPTURED_EVENTS));
    return {
      *[Symbol.iterator]() {
        for (const rows of users) yield* rows;
      },
    };
  }

  /** Replaces everything recorded by what a snapshot holds. */
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
    // what a job deleted is left out where it is shown
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

  /** Prepares a change that is to be applied, in slices. */
  *#prepare(change: Change): Work<void> {
    const recorded = recordedPart(change);
    if (!recorded || recorded.type === 'jobs' || this.#prepared.has(change)) return;
    const users: PreparedUser[] = [];
    for (const user of yield* prepareUsers(rowsOf(recorded))) {
      users.push({ ...user, plan: yield* this.#recorded.plan(recorded, user) });
    }
    this.#prepared.set(change, users);
  }

  /** A journal may hold what was recorded by a mock of other projects. */
  #refuseForeign(change: ChangeOfRows): void {
    const foreign = rowsOf(change).find(({ projectKey }) => !this.hasProject(projectKey));
    if (!foreign) return;
    const { projectKey } = foreign;
    const message = `is no project of this mock, whose projects are ${this.#options.projects.join(', ')}`;
    throw new RecordError([{ path: projectKey, message }], 'take over the state that was kept');
  }

  #before(projectKey: string, userId: string, given: readonly RecordedEvent[]): UserBefore {
    const user = this.#recorded.get(projectKey, userId);
    const generated = toFacts(given);
    return {
      layers: user ? [generated, user.facts] : [generated],
      *events() {
        return user ? [...given, ...(yield* user.buffer().read())] : given;
      },
    };
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

/** Gives the events of a change by user. */
function rowsOf(change: ChangeOfRows): readonly RecordedRow[] {
  return change.type === 'session' ? [change] : change.rows;
}

function toFacts(events: readonly RecordedEvent[]): SessionsProgress {
  const facts = new SessionsProgress();
  facts.add(events);
  return facts;
}
