import { compareSessionIds, type SessionId } from '../api/any-session-id.ts';
import type { LocationEvent } from '../api/session-event.ts';
import type { RecordedEvent } from '../kit/record.ts';

/** What is needed to continue a session. */
export interface SessionProgress {
  readonly id: SessionId;
  /** Time of its first event, epoch ms. */
  readonly start: number;
  readonly lastMessageId: number;
  /** Time of its last event, epoch ms. */
  readonly lastTimestamp: number;
  /** The page it is on. */
  readonly page: Pick<LocationEvent, 'host' | 'path'> | undefined;
}

/** Summary of a user's sessions, enough to add to them without reading them. */
export class SessionsProgress {
  readonly #sessions = new Map<SessionId, SessionProgress>();
  #latestStart = Number.NEGATIVE_INFINITY;
  /** The highest ID of the sessions with the latest start. */
  #latestId: SessionId = 0;
  /** The highest numeric ID. */
  #highestId = 0;

  get(sessionId: SessionId): SessionProgress | undefined {
    return this.#sessions.get(sessionId);
  }

  /** Adds events, those of one session in reply order. */
  add(events: readonly RecordedEvent[]): void {
    let session: Mutable<SessionProgress> | undefined;
    for (const event of events) {
      if (session?.id !== event.sessionId) {
        const known = this.#sessions.get(event.sessionId);
        session = known ? { ...known } : begin(event);
        this.#take(session);
      }
      session.lastMessageId = Math.max(session.lastMessageId, event.messageId);
      session.lastTimestamp = event.timestamp;
      if (event.type === 'LOCATION') session.page = { host: event.host, path: event.path };
    }
  }

  /** Returns the summary without these sessions. */
  without(ids: ReadonlySet<SessionId>): SessionsProgress {
    const others = new SessionsProgress();
    for (const session of this.#sessions.values()) if (!ids.has(session.id)) others.#take(session);
    return others;
  }

  #take(session: SessionProgress): void {
    this.#sessions.set(session.id, session);
    if (this.isAfterAll(session)) [this.#latestStart, this.#latestId] = [session.start, session.id];
    if (typeof session.id === 'number') this.#highestId = Math.max(this.#highestId, session.id);
  }

  /**
   * Returns the highest numeric ID of the sessions that started at or before `start` (epoch ms); 0 if there is none.
   */
  highestIdUntil(start: number): number {
    if (start >= this.#latestStart) return this.#highestId;
    let highest = 0;
    for (const { id, start: begin } of this.#sessions.values()) {
      if (begin <= start && typeof id === 'number') highest = Math.max(highest, id);
    }
    return highest;
  }

  /** Returns the lowest numeric ID of the sessions that started after `start` (epoch ms); Infinity if there is none. */
  lowestIdAfter(start: number): number {
    let lowest = Number.POSITIVE_INFINITY;
    if (start >= this.#latestStart) return lowest;
    for (const { id, start: begin } of this.#sessions.values()) {
      if (begin > start && typeof id === 'number') lowest = Math.min(lowest, id);
    }
    return lowest;
  }

  /** Returns whether a session with this ID and start (epoch ms) comes after all others in reply order. */
  isAfterAll({ id, start }: Pick<SessionProgress, 'id' | 'start'>): boolean {
    if (start !== this.#latestStart) return start > this.#latestStart;
    return compareSessionIds(id, this.#latestId) > 0;
  }

  ids(): IterableIterator<SessionId> {
    return this.#sessions.keys();
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function begin({ sessionId, messageId, timestamp }: RecordedEvent): SessionProgress {
  return { id: sessionId, start: timestamp, lastMessageId: messageId, lastTimestamp: timestamp, page: undefined };
}
