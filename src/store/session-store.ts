import { z } from 'zod';
import { RecordError } from '../errors.ts';
import { type SessionEvent, sessionEventSchema } from '../schema/session-event.ts';
import { findConflicts, findInputEvents } from './consistency.ts';
import type { EventSource } from './event-source.ts';
import { fillEvents } from './fill.ts';
import { inReplyOrder } from './order.ts';
import { parseRecordInput, type RecordInput, toIssues } from './record-input.ts';
import { parseSnapshot, type Snapshot } from './snapshot.ts';

const CACHED_USERS = 1_000;
const NO_EVENTS: readonly SessionEvent[] = [];

/** What a store is made of. */
export interface StoreOptions {
  /** The events under the recorded ones. */
  readonly source: EventSource;
  readonly projects: readonly string[];
  /** Default start of a recorded session, epoch ms. */
  readonly now: number;
  readonly inputEvents: boolean;
}

/** Rows by project and user: the source's events with the recorded ones over them. */
export class SessionStore {
  readonly #options: StoreOptions;
  readonly #projects: ReadonlySet<string>;
  readonly #recorded = new Map<string, { projectKey: string; userId: string; events: SessionEvent[] }>();
  /** IDs of recorded sessions, whoever's they are: no two users share one. */
  readonly #sessionIds = new Set<number>();
  readonly #found = new Map<string, readonly SessionEvent[]>();

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#projects = new Set(options.projects);
  }

  hasProject(projectKey: string): boolean {
    return this.#projects.has(projectKey);
  }

  /** Gives all events of a user in reply order, none in an unknown project: the same array until one is recorded. */
  find(projectKey: string, userId: string): readonly SessionEvent[] | Promise<readonly SessionEvent[]> {
    if (!this.hasProject(projectKey)) return NO_EVENTS;
    const found = this.#found.get(key(projectKey, userId));
    if (found) return found;
    const given = this.#options.source.events(projectKey, userId);
    if (given instanceof Promise) return given.then((events) => this.#assemble(projectKey, userId, events));
    return this.#assemble(projectKey, userId, given);
  }

  /** Stores a visit, whole or not at all, and gives its events as stored. */
  async record(input: RecordInput): Promise<SessionEvent[]> {
    const parsed = parseRecordInput(input);
    const projectKey = parsed.projectKey ?? this.#options.projects[0] ?? '';
    this.#refuse(projectKey, parsed.events);
    const given = await this.#options.source.events(projectKey, parsed.userId);
    // no await from here on: another record for the same user must not come between reading and storing
    const existing = this.#assemble(projectKey, parsed.userId, given);
    const events = fillEvents(parsed, existing, this.#sessionIds, this.#options.now);
    refuseOverflow(events);
    const conflicts = findConflicts(events, existing);
    if (conflicts.length > 0) throw new RecordError(conflicts);
    this.#append(projectKey, parsed.userId, events);
    return structuredClone(events);
  }

  /** Forgets everything recorded. */
  reset(): void {
    this.#recorded.clear();
    this.#sessionIds.clear();
    this.#found.clear();
  }

  /** Gives everything recorded as plain JSON data. */
  snapshot(): Snapshot {
    return structuredClone({ version: 1, recorded: [...this.#recorded.values()] });
  }

  /** Replaces everything recorded by what a snapshot holds. */
  restore(snapshot: unknown): void {
    const { recorded } = parseSnapshot(snapshot, this.#options);
    this.reset();
    for (const { projectKey, userId, events } of recorded) this.#append(projectKey, userId, events);
  }

  #refuse(projectKey: string, events: readonly { type: string }[]): void {
    if (!this.hasProject(projectKey)) {
      const known = this.#options.projects.join(', ');
      throw new RecordError([
        { path: 'projectKey', message: `must be a project of this mock (${known}), received "${projectKey}"` },
      ]);
    }
    const issues = this.#options.inputEvents ? [] : findInputEvents(events);
    if (issues.length > 0) throw new RecordError(issues);
  }

  #append(projectKey: string, userId: string, events: readonly SessionEvent[]): void {
    const at = key(projectKey, userId);
    const row = this.#recorded.get(at) ?? { projectKey, userId, events: [] };
    for (const event of events) {
      row.events.push(event);
      this.#sessionIds.add(event.sessionId);
    }
    this.#recorded.set(at, row);
    this.#found.delete(at);
  }

  #assemble(projectKey: string, userId: string, given: readonly SessionEvent[]): readonly SessionEvent[] {
    const at = key(projectKey, userId);
    const found = this.#found.get(at);
    if (found) return found;
    const recorded = this.#recorded.get(at);
    const events = recorded ? inReplyOrder([...given, ...recorded.events]) : given;
    this.#found.set(at, events);
    if (this.#found.size > CACHED_USERS) this.#found.delete(this.#found.keys().next().value ?? '');
    return events;
  }
}

/** What was filled in counts on from what was given, which may lead beyond the largest ID or time. */
function refuseOverflow(events: readonly SessionEvent[]): void {
  const parsed = z.array(sessionEventSchema).safeParse(events);
  if (parsed.success) return;
  throw new RecordError(toIssues(parsed.error, events).map((issue) => ({ ...issue, path: `events${issue.path}` })));
}

/** A project key has no slash, so no two pairs share a key. */
function key(projectKey: string, userId: string): string {
  return `${projectKey}/${userId}`;
}
