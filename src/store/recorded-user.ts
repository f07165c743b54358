import type { SessionEvent } from '../api/session-event.ts';
import type { RecordedRow } from '../kit/record.ts';
import { EventBuffer } from './event-buffer.ts';
import { inReplyOrder } from './order.ts';
import { SessionsFacts } from './session-facts.ts';

/** Differs from every revision of a source. */
const NEVER = Symbol('never');

/** What is recorded of one user: kept as text, which takes the least room. */
export class RecordedUser {
  readonly projectKey: string;
  readonly userId: string;
  #facts = new SessionsFacts();
  #buffer = new EventBuffer();
  #isOrdered = true;
  #aloneAt: unknown = NEVER;

  constructor(projectKey: string, userId: string) {
    this.projectKey = projectKey;
    this.userId = userId;
  }

  get facts(): SessionsFacts {
    return this.#facts;
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

  /** Adds events, given in reply order. */
  add(events: readonly SessionEvent[]): void {
    const place = placeOf(events, this.#facts, this.#buffer);
    if (place === 'before') this.#isOrdered = false;
    this.#buffer.append(events);
    if (place !== 'inside') {
      this.#facts.add(events);
      return;
    }
    this.#isOrdered = false;
    this.#facts = new SessionsFacts();
    this.#facts.add(this.buffer().events());
  }

  /** Gives the events of all sessions but one, in reply order. */
  eventsWithout(sessionId: number): SessionEvent[] {
    return this.buffer()
      .events()
      .filter((event) => event.sessionId !== sessionId);
  }

  /** Puts events, given in reply order, in the place of those of a session. */
  replaceSession(sessionId: number, events: readonly SessionEvent[]): void {
    const all = inReplyOrder([...this.eventsWithout(sessionId), ...events]);
    this.#facts = new SessionsFacts();
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

  toRow(): RecordedRow {
    return { projectKey: this.projectKey, userId: this.userId, events: this.buffer().events() };
  }
}

/**
 * Where added events belong: `after` all that are there, `before` some of them, or `inside` a session, so that what was
 * known of it no longer holds.
 */
function placeOf(
  events: readonly SessionEvent[],
  facts: SessionsFacts,
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
