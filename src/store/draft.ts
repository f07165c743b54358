import { type RecordedEvent, type RecordedRow, type RecordedSession, recordedEventSchema } from '../kit/record.ts';
import { RecordError, type RecordIssue } from '../shared/errors.ts';
import { IssueList, inside, toIssues } from '../shared/issues.ts';
import { isTurn, type Work } from '../shared/slices.ts';
import { findConflicts } from './consistency.ts';
import type { Details } from './details.ts';
import { fillEvents } from './fill.ts';
import { bySession, inReplyOrder } from './order.ts';
import type { ParsedVisit } from './parse-record.ts';
import { SessionIds } from './session-ids.ts';
import { SessionsProgress } from './session-progress.ts';

/** A user's data before a batch is recorded. */
export interface UserBefore {
  /** What is known of their sessions, generated and recorded. */
  readonly layers: readonly SessionsProgress[];
  /** Reads all their events, which is only needed if the summaries do not decide a question. */
  readonly events: () => Work<readonly RecordedEvent[]>;
}

interface DraftOptions {
  readonly before: (projectKey: string, userId: string) => UserBefore;
  /** Returns the lowest session ID from this one on that no recorded session of any user has. */
  readonly freeFrom: (sessionId: number) => number;
  readonly now: number;
  readonly details: Details;
}

interface DraftRow extends RecordedRow {
  readonly sessions: RecordedSession[];
  readonly facts: SessionsProgress;
  readonly before: UserBefore;
}

/** A batch of visits, filled in and checked but not stored yet. */
export class Draft {
  readonly #options: DraftOptions;
  readonly #rows = new Map<string, DraftRow>();
  readonly #sessionIds = new SessionIds();
  readonly #issues = new IssueList();

  constructor(options: DraftOptions) {
    this.#options = options;
  }

  /** Adds a visit, unless the list of issues is full; `index` is its place in a batch, left out for a single visit. */
  *add(visit: ParsedVisit, index?: number): Work<void> {
    if (this.#issues.isFull) return;
    const row = this.#rowOf(visit);
    const { now, details } = this.#options;
    const { sessionId, events } = yield* fillEvents(visit, {
      layers: [...row.before.layers, row.facts],
      freeFrom: (id) => this.#freeFrom(id),
      now,
      details,
    });
    const isFilled = (at: number) => {
      const { messageId, timestamp } = visit.events[at] ?? {};
      return messageId === undefined || timestamp === undefined;
    };
    const issues = (yield* findOverflow(events)) ?? (yield* this.#findConflicts(events, row, isFilled));
    this.#issues.add(index === undefined ? issues : issues.map((issue) => inside(`[${index}]`, issue)));
    if (issues.length > 0) return;
    const ordered = inReplyOrder(events);
    row.facts.add(ordered);
    for (const event of ordered) {
      row.events.push(event);
      this.#sessionIds.add(event.sessionId);
    }
    if (!visit.session) return;
    row.sessions.push({ sessionId, facts: visit.session });
    this.#sessionIds.add(sessionId);
  }

  /** Returns the visits by user, each user's events in the order they were added; throws if one was refused. */
  rows(): RecordedRow[] {
    if (!this.#issues.isEmpty) throw new RecordError(this.#issues.toArray());
    return Array.from(this.#rows.values(), ({ projectKey, userId, events, sessions }) => ({
      projectKey,
      userId,
      events,
      ...(sessions.length > 0 && { sessions }),
    }));
  }

  #freeFrom(id: number): number {
    let free = this.#options.freeFrom(id);
    for (let own = this.#sessionIds.freeFrom(free); own !== free; own = this.#sessionIds.freeFrom(free)) {
      free = this.#options.freeFrom(own);
    }
    return free;
  }

  #rowOf({ projectKey, userId }: ParsedVisit): DraftRow {
    const key = `${projectKey}/${userId}`;
    const known = this.#rows.get(key);
    if (known) return known;
    const before = this.#options.before(projectKey, userId);
    const row = { projectKey, userId, events: [], sessions: [], facts: new SessionsProgress(), before };
    this.#rows.set(key, row);
    return row;
  }

  *#findConflicts(
    events: readonly RecordedEvent[],
    { before, facts, events: drafted }: DraftRow,
    isFilled: (index: number) => boolean,
  ): Work<RecordIssue[]> {
    const layers = [...before.layers, facts];
    const goOn = Array.from(bySession(events)).every(([sessionId, session]) => {
      const known = layers.findLast((layer) => layer.get(sessionId))?.get(sessionId);
      if (!known) return true;
      const { lastMessageId, lastTimestamp } = known;
      return session.every(({ messageId, timestamp }) => messageId > lastMessageId && timestamp >= lastTimestamp);
    });
    return yield* findConflicts(events, goOn ? [] : [...(yield* before.events()), ...drafted], isFilled);
  }
}

/** Filled-in values count up from given ones, which may exceed the largest ID or time. */
function* findOverflow(events: readonly RecordedEvent[]): Work<RecordIssue[] | undefined> {
  for (const [index, event] of events.entries()) {
    if (isTurn(index)) yield;
    const parsed = recordedEventSchema.safeParse(event);
    if (parsed.success) continue;
    return toIssues(parsed.error, event).map((issue) => inside(`events[${index}]`, issue));
  }
  return undefined;
}
