import type { Replica } from '../journal/replica.ts';
import type { LogEntry } from './log/request-log.ts';

/** What the hosts of a mock need and its users do not. */
export interface MockInternals {
  /** Where changes of its state are made and come in. */
  readonly replica: Replica;
  /** Takes log entries of another mock that answers for this one; they get IDs of this log. */
  take(entries: readonly LogEntry[]): void;
}

/** Where a mock has its internals. No public entry exports it. */
export const INTERNALS = Symbol('internals of a mock');
