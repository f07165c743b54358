import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent, RecordedRow, RecordedSession } from '../kit/record.ts';
import type { GivenFacts } from '../kit/session-facts.ts';
import { atOnce, type Work } from '../shared/slices.ts';
import { encodeText } from '../shared/text.ts';
import { EventBuffer, type Piece, toRun } from './event-buffer.ts';
import { inReplyOrder, sessionsInReplyOrder } from './order.ts';
import { type Plan, planSessions } from './plan.ts';
import { SessionsProgress } from './session-progress.ts';
import { writeEvents } from './write-events.ts';

/** Differs from every revision of a source. */
const NEVER = Symbol('never');

/** What is recorded of one user, kept as text, which takes the least memory. */
export class RecordedUser {
  readonly projectKey: string;
  readonly userId: string;
  #facts = new SessionsProgress();
  #buffer = new EventBuffer();
  #isOrdered = true;
  readonly #given = new Map<SessionId, GivenFacts>();
  #aloneAt: unknown = NEVER;

  constructor(projectKey: string, userId: string) {
    this.projectKey = projectKey;
    this.userId = userId;
  }

  get facts(): SessionsProgress {
    return this.#facts;
  }

  /** Facts given of sessions besides their events. */
  get given(): ReadonlyMap<SessionId, GivenFacts> {
    return this.#given;
  }

  /** Whether anything is recorded of a session. */
  has(sessionId: SessionId): boolean {
    return this.#facts.get(sessionId) !== undefined || this.#given.has(sessionId);
  }

  /** Yields the IDs of all sessions; one may come twice. */
  *sessionIds(): Generator<SessionId> {
    yield* this.#facts.ids();
    yield* this.#given.keys();
  }

  /** Whether nothing is recorded of the user. */
  get isEmpty(): boolean {
    return this.length === 0 && this.#given.size === 0;
  }

  /** Number of events. */
  get length(): number {
    return this.#buffer.length;
  }

  /** Whether the source is known to have nothing of the user at a revision. */
  isAlone(revision: unknown): boolean {
    return this.#aloneAt === revision;
  }

  /** Notes that the source has nothing of the user at a revision. */
  noteAlone(revision: unknown): void {
    this.#aloneAt = revision;
  }

  /** Merges given facts of sessions over earlier ones. */
  describe(sessions: readonly RecordedSession[]): void {
    for (const { sessionId, facts } of sessions) {
      this.#given.set(sessionId, { ...this.#given.get(sessionId), ...facts });
    }
  }

  /**
   * Adds events, given in reply order. `written` holds the same events if they are serialised already, and is kept;
   * `plan` is used if nothing has changed since it was made.
   */
  add(events: readonly RecordedEvent[], written?: EventBuffer, plan?: Plan): void {
    const place = placeOf(events, this.#facts, this.#buffer);
    if (place === 'inside') {
      this.#carryOut(this.#holds(plan) ? plan : atOnce(this.#planInside(events)));
      return;
    }
    if (place === 'before') this.#isOrdered = false;
    if (!written) this.#buffer.append(events);
    else if (this.#buffer.length > 0) this.#buffer.appendSessions(written);
    else this.#buffer = written;
    this.#facts.add(events);
  }

  /** Plans the addition of events if that takes long, that is, inside a session. */
  *planAddition(events: readonly RecordedEvent[]): Work<Plan | undefined> {
    return placeOf(events, this.#facts, this.#buffer) === 'inside' ? yield* this.#planInside(events) : undefined;
  }

  /** Plans to replace a session with what `other` has; its events are given too. */
  planReplacement(sessionId: SessionId, other: RecordedUser, events: readonly RecordedEvent[]): Work<Plan> {
    return planSessions(this.buffer(), new Set([sessionId]), events, other.#buffer);
  }

  /** Merges another object of the same user; its events are given too, and its text is kept. */
  join(other: RecordedUser, events: readonly RecordedEvent[], plan?: Plan): void {
    this.add(events, other.#buffer, plan);
    this.describe(other.#sessions());
  }

  /** Reads the events of one session in reply order. */
  eventsOf(sessionId: SessionId): Work<RecordedEvent[]> {
    return this.#eventsOf(new Set([sessionId]));
  }

  /** Reads the events of all sessions but one, in reply order. */
  *eventsWithout(sessionId: SessionId): Work<RecordedEvent[]> {
    return (yield* this.buffer().read()).filter((event) => event.sessionId !== sessionId);
  }

  /** Replaces a session's events and facts with those of `other`, whose events are given too. */
  replaceSession(
    sessionId: SessionId,
    facts: GivenFacts | undefined,
    other: RecordedUser,
    events: readonly RecordedEvent[],
    plan?: Plan,
  ): void {
    if (facts) this.#given.set(sessionId, facts);
    else this.#given.delete(sessionId);
    this.#carryOut(this.#holds(plan) ? plan : atOnce(this.planReplacement(sessionId, other, events)));
  }

  /** Returns the events in reply order. */
  buffer(): EventBuffer {
    if (!this.#isOrdered) {
      const ordered = new EventBuffer();
      ordered.appendSessions(this.#buffer, sessionsInReplyOrder(this.#buffer.sessions));
      this.#buffer = ordered;
      this.#isOrdered = true;
    }
    return this.#buffer;
  }

  /** Captures what is recorded, to be read as rows of limited size; later changes do not show in them. */
  capture(mostEvents: number): Iterable<RecordedRow> {
    const { projectKey, userId } = this;
    const buffer = this.buffer();
    // it is append-only
    const { length } = buffer;
    const sessions = this.#sessions();
    return {
      *[Symbol.iterator]() {
        let from = 0;
        do {
          const to = Math.min(from + mostEvents, length);
          const events = buffer.events({ from, to });
          yield { projectKey, userId, events, ...(from === 0 && sessions.length > 0 && { sessions }) };
          from = to;
        } while (from < length);
      },
    };
  }

  /**
   * Captures what {@link toRow} returns, to be written as JSON in consecutive pieces; later changes do not show in it.
   */
  captureText(): () => Work<Piece[]> {
    const { projectKey, userId } = this;
    const buffer = this.buffer();
    // it is append-only
    const whole = { from: 0, to: buffer.length };
    const sessions = this.#sessions();
    return function* () {
      const head = JSON.stringify({ projectKey, userId, ...(sessions.length > 0 && { sessions }) });
      return [encodeText(`${head.slice(0, -1)},"events":[`), ...(yield* buffer.quotedText(whole)), ']}'];
    };
  }

  toRow(): RecordedRow {
    const sessions = this.#sessions();
    const { projectKey, userId } = this;
    return { projectKey, userId, events: this.buffer().events(), ...(sessions.length > 0 && { sessions }) };
  }

  *#eventsOf(sessions: ReadonlySet<SessionId>): Work<RecordedEvent[]> {
    const buffer = this.buffer();
    const runs = buffer.sessions.filter(({ id }) => sessions.has(id)).map(toRun);
    const read: RecordedEvent[][] = [];
    for (const run of runs) read.push(yield* buffer.read(run));
    return read.flat();
  }

  *#planInside(events: readonly RecordedEvent[]): Work<Plan> {
    const from = this.buffer();
    const touched = new Set(events.map(({ sessionId }) => sessionId));
    const all = inReplyOrder([...(yield* this.#eventsOf(touched)), ...events]);
    return yield* planSessions(from, touched, all, yield* writeEvents(all));
  }

  #holds(plan: Plan | undefined): plan is Plan {
    return plan?.from === this.#buffer && plan.length === this.#buffer.length;
  }

  #carryOut({ sessions, events, whole }: Plan): void {
    this.#buffer = whole;
    this.#isOrdered = true;
    this.#facts = this.#facts.without(sessions);
    this.#facts.add(events);
  }

  #sessions(): RecordedSession[] {
    return Array.from(this.#given, ([sessionId, facts]) => ({ sessionId, facts }));
  }
}

/**
 * Where added events belong: `after` all existing ones, `before` some of them, or `inside` a session, whose index entry
 * then no longer holds.
 */
function placeOf(
  events: readonly RecordedEvent[],
  facts: SessionsProgress,
  buffer: EventBuffer,
): 'after' | 'before' | 'inside' {
  const [first] = events;
  if (!first || buffer.length === 0) return 'after';
  const sessions = new Set(events.map(({ sessionId }) => sessionId));
  const isInside = events.some(({ sessionId, messageId, timestamp }) => {
    const known = facts.get(sessionId);
    return known !== undefined && (messageId < known.lastMessageId || timestamp < known.lastTimestamp);
  });
  if (isInside) return 'inside';
  if (facts.get(first.sessionId)) {
    return sessions.size === 1 && buffer.lastSession === first.sessionId ? 'after' : 'before';
  }
  const isBehindAll = facts.isAfterAll({ id: first.sessionId, start: first.timestamp });
  return isBehindAll && ![...sessions].some((id) => facts.get(id)) ? 'after' : 'before';
}
