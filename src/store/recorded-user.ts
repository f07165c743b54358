import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent, RecordedRow, RecordedSession } from '../kit/record.ts';
import type { GivenFacts } from '../kit/session-facts.ts';
import { EventBuffer } from './event-buffer.ts';
import { inReplyOrder } from './order.ts';
import { SessionsProgress } from './session-progress.ts';

/** Differs from every revision of a source. */
const NEVER = Symbol('never');

/** What is recorded of one user: kept as text, which takes the least room. */
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

  /** What was given of sessions besides their events. */
  get given(): ReadonlyMap<SessionId, GivenFacts> {
    return this.#given;
  }

  /** Whether nothing is recorded of the user. */
  get isEmpty(): boolean {
    return this.length === 0 && this.#given.size === 0;
  }

  /** Number of events. */
  get length(): number {
    return this.#buffer.length;
  }

  /** Whether this is all there is of the user, as far as was noted for a revision of the source. */
  isAlone(revision: unknown): boolean {
    return this.#aloneAt === revision;
  }

  /** Notes that the source has nothing of the user at a revision. */
  noteAlone(revision: unknown): void {
    this.#aloneAt = revision;
  }

  /** Takes what is given of sessions, over what was given before. */
  describe(sessions: readonly RecordedSession[]): void {
    for (const { sessionId, facts } of sessions) {
      this.#given.set(sessionId, { ...this.#given.get(sessionId), ...facts });
    }
  }

  /** Adds events, given in reply order. */
  add(events: readonly RecordedEvent[]): void {
    const place = placeOf(events, this.#facts, this.#buffer);
    if (place === 'before') this.#isOrdered = false;
    this.#buffer.append(events);
    if (place !== 'inside') {
      this.#facts.add(events);
      return;
    }
    this.#isOrdered = false;
    this.#facts = new SessionsProgress();
    this.#facts.add(this.buffer().events());
  }

  /** Gives the events of all sessions but one, in reply order. */
  eventsWithout(sessionId: SessionId): RecordedEvent[] {
    return this.buffer()
      .events()
      .filter((event) => event.sessionId !== sessionId);
  }

  /** Puts events, given in reply order, and facts in the place of those of a session. */
  replaceSession(sessionId: SessionId, events: readonly RecordedEvent[], facts: GivenFacts | undefined): void {
    if (facts) this.#given.set(sessionId, facts);
    else this.#given.delete(sessionId);
    const all = inReplyOrder([...this.eventsWithout(sessionId), ...events]);
    this.#facts = new SessionsProgress();
    this.#facts.add(all);
    this.#buffer = new EventBuffer(all);
  }

  /** Gives the events in reply order. */
  buffer(): EventBuffer {
    if (!this.#isOrdered) {
      this.#buffer = new EventBuffer(inReplyOrder(this.#buffer.events()));
      this.#isOrdered = true;
    }
    return this.#buffer;
  }

  /** Captures what is recorded, to be read as rows of at most so many events: later changes do not show in them. */
  capture(mostEvents: number): Iterable<RecordedRow> {
    const { projectKey, userId } = this;
    const buffer = this.buffer();
    // it grows at its end only
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

  toRow(): RecordedRow {
    const sessions = this.#sessions();
    const { projectKey, userId } = this;
    return { projectKey, userId, events: this.buffer().events(), ...(sessions.length > 0 && { sessions }) };
  }

  #sessions(): RecordedSession[] {
    return Array.from(this.#given, ([sessionId, facts]) => ({ sessionId, facts }));
  }
}

/**
 * Where added events belong: `after` all that are there, `before` some of them, or `inside` a session, so that what was
 * known of it no longer holds.
 */
function placeOf(
  events: readonly RecordedEvent[],
  facts: SessionsProgress,
  buffer: EventBuffer,
): 'after' | 'before' | 'inside' {
  const [first] = events;
  if (!first) return 'after';
  const sessions = new Set(events.map(({ sessionId }) => sessionId));
  const isInside = events.some(({ sessionId, messageId }) => messageId < (facts.get(sessionId)?.lastMessageId ?? 0));
  if (isInside) return 'inside';
  if (facts.get(first.sessionId)) {
    return sessions.size === 1 && buffer.lastSession === first.sessionId ? 'after' : 'before';
  }
  return [...sessions].some((id) => facts.get(id)) || !facts.isAfterAll(first) ? 'before' : 'after';
}
