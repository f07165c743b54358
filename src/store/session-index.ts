import type { SessionId } from '../api/any-session-id.ts';
import type { RecordedEvent } from '../kit/record.ts';

/** Summary of a session, to avoid parsing its events. */
export interface SessionEntry {
  readonly id: SessionId;
  /** Index of its first event. */
  readonly from: number;
  /** Time of its first event, epoch ms. */
  readonly start: number;
  /** Time of its latest event, epoch ms. */
  readonly end: number;
  /** Number of events. */
  readonly events: number;
  /** Number of LOCATION events. */
  readonly pages: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The sessions of a list of events in reply order, one entry for each run of events of one session. */
export class SessionIndex {
  readonly #entries: Mutable<SessionEntry>[] = [];
  #last: Mutable<SessionEntry> | undefined;

  get entries(): readonly SessionEntry[] {
    return this.#entries;
  }

  /** Adds the next event, at `index` in the list. */
  note({ sessionId, timestamp, type }: RecordedEvent, index: number): void {
    let entry = this.#last;
    if (entry?.id !== sessionId) {
      entry = { id: sessionId, from: index, start: timestamp, end: timestamp, events: 0, pages: 0 };
      this.#entries.push(entry);
      this.#last = entry;
    }
    entry.events += 1;
    if (timestamp > entry.end) entry.end = timestamp;
    if (type === 'LOCATION') entry.pages += 1;
  }

  /** Adds a session of another list, whose first event is at `index` in this one. */
  append(entry: SessionEntry, index: number): void {
    const last = this.#last;
    if (last?.id === entry.id) {
      last.events += entry.events;
      last.pages += entry.pages;
      last.end = Math.max(last.end, entry.end);
      return;
    }
    this.#last = { ...entry, from: index };
    this.#entries.push(this.#last);
  }
}
