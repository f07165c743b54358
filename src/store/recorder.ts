import { toSessionId } from '../api/any-session-id.ts';
import type { Replica } from '../journal/replica.ts';
import type { Change } from '../kit/change.ts';
import type { RecordedChange } from '../kit/change-schema.ts';
import type { RecordedEvent, RecordedRow, RecordInput } from '../kit/record.ts';
import { atOnce, inSlices, Slices, type Work } from '../shared/slices.ts';
import { Draft, type UserBefore } from './draft.ts';
import { type ParsedVisit, parseSession, parseVisits } from './parse-record.ts';
import type { RecordedUser } from './recorded-user.ts';
import type { RecordedUsers } from './recorded-users.ts';
import { SessionsProgress } from './session-progress.ts';
import type { StoreOptions } from './store-options.ts';
import { UserMap } from './user-map.ts';

/** From this many events on, a batch takes longer than a few milliseconds. */
const LARGE_BATCH = 1_000;
/**
 * How often a large batch is drafted in slices while others keep changing the state, before it is drafted in one go.
 */
const MOST_PREPARATIONS = 3;

/** The recorded data, and how it changes. */
export interface RecorderState {
  readonly recorded: RecordedUsers;
  readonly replica: Replica;
  /** Differs after each change. */
  readonly revision: () => number;
  /** Prepares a pending change. */
  readonly prepare: (change: Change) => Work<void>;
}

/** Drafts changes of recorded data from user input, and makes them. */
export class Recorder {
  readonly #options: StoreOptions;
  readonly #state: RecorderState;

  constructor(options: StoreOptions, state: RecorderState) {
    this.#options = options;
    this.#state = state;
  }

  /** Stores visits, all or nothing, and returns the events as stored, by user. */
  async record(inputs: readonly RecordInput[], isBatch = true): Promise<RecordedRow[]> {
    const { projects, inputEvents, source, now, loadDetails } = this.#options;
    const details = await loadDetails();
    const visits = await inSlices(parseVisits(inputs, { projects, inputEvents: inputEvents() }, isBatch));
    const given = new UserMap<readonly RecordedEvent[]>();
    const slices = new Slices();
    for (const { projectKey, userId } of visits) {
      if (slices.isOver) await slices.next();
      if (!given.get(projectKey, userId)) given.set(projectKey, userId, await source.events(projectKey, userId));
    }
    await inSlices(this.#state.recorded.catchUp());
    const before = (projectKey: string, userId: string) =>
      this.#before(projectKey, userId, given.get(projectKey, userId) ?? []);
    const freeFrom = (sessionId: number) => this.#state.recorded.freeFrom(sessionId);
    const change = await this.#commit(this.#weigh(visits), function* () {
      const rows = yield* draftRows(new Draft({ before, freeFrom, now: now(), details }), visits, isBatch);
      return rows.length > 0 ? { type: 'record' as const, rows } : undefined;
    });
    return change?.rows ?? [];
  }

  /** Returns how many events must be examined to record visits, at most. */
  #weigh(visits: readonly ParsedVisit[]): number {
    const known = ({ projectKey, userId }: ParsedVisit) => this.#state.recorded.get(projectKey, userId)?.length ?? 0;
    return visits.reduce((sum, visit) => sum + visit.events.length + known(visit), 0);
  }

  /**
   * Drafts a change and makes it. A draft of many events is made in slices, and used if nothing else changes meanwhile.
   */
  async #commit<C extends RecordedChange>(events: number, draft: () => Work<C | undefined>): Promise<C | undefined> {
    const ahead = events < LARGE_BATCH ? undefined : await this.#draftAhead(draft);
    let change: C | undefined;
    // drafted and applied without an await, so that no other change comes between
    await this.#state.replica.commit(() => {
      change = ahead?.revision === this.#state.revision() ? ahead.change : atOnce(draft());
      return change;
    });
    if (ahead) await new Slices().next();
    return change;
  }

  async #draftAhead<C extends RecordedChange>(draft: () => Work<C | undefined>) {
    for (let attempt = 1; ; attempt++) {
      const revision = this.#state.revision();
      const change = await inSlices(draft());
      if (change) await inSlices(this.#state.prepare(change));
      // making a large change takes a while too, so yield before and after it
      await new Slices().next();
      if (revision === this.#state.revision() || attempt === MOST_PREPARATIONS) return { revision, change };
    }
  }

  /** Replaces the recorded events of a session, and returns them as stored; undefined if there are none. */
  async replaceSession(id: number | string, input: unknown): Promise<RecordedRow | undefined> {
    const { projects, inputEvents, source, now, loadDetails } = this.#options;
    const details = await loadDetails();
    const sessionId = toSessionId(id);
    const session = await inSlices(parseSession(input, sessionId, { projects, inputEvents: inputEvents() }));
    const owner = this.#state.recorded.ownerOf(sessionId);
    if (!owner) return undefined;
    const { projectKey, userId } = owner;
    const given = await source.events(projectKey, userId);
    const before = (user: RecordedUser): UserBefore => ({
      layers: [toFacts(given), user.facts.without(new Set([sessionId]))],
      *events() {
        return [...given, ...(yield* user.eventsWithout(sessionId))];
      },
    });
    const find = () => this.#state.recorded.get(projectKey, userId);
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

  /** Deletes what is recorded of a session; returns whether there was anything. */
  async removeSession(id: number | string): Promise<boolean> {
    const sessionId = toSessionId(id);
    let wasThere = false;
    await this.#state.replica.commit(() => {
      const owner = this.#state.recorded.ownerOf(sessionId);
      wasThere = owner !== undefined;
      return owner && { type: 'session', projectKey: owner.projectKey, userId: owner.userId, sessionId, events: [] };
    });
    return wasThere;
  }

  #before(projectKey: string, userId: string, given: readonly RecordedEvent[]): UserBefore {
    const user = this.#state.recorded.get(projectKey, userId);
    const generated = toFacts(given);
    return {
      layers: user ? [generated, user.facts] : [generated],
      *events() {
        return user ? [...given, ...(yield* user.buffer().read())] : given;
      },
    };
  }
}

/** Fills in visits and checks them, one after another. */
function* draftRows(draft: Draft, visits: readonly ParsedVisit[], isBatch: boolean): Work<RecordedRow[]> {
  for (const [index, visit] of visits.entries()) {
    yield;
    yield* draft.add(visit, isBatch ? index : undefined);
  }
  return draft.rows();
}

function toFacts(events: readonly RecordedEvent[]): SessionsProgress {
  const facts = new SessionsProgress();
  facts.add(events);
  return facts;
}
