import type { SiteInput } from '../data/model/site-schema.ts';
import type { Replica } from '../journal/replica.ts';
import type { WholeChange } from '../kit/change.ts';
import type { LogEntry } from '../kit/log-entry.ts';
import type { RecordedRow } from '../kit/record.ts';
import type { Settings } from '../kit/settings.ts';
import type { Work } from '../shared/slices.ts';
import type { Piece } from '../store/event-buffer.ts';
import type { CommonLog } from './log/common-log.ts';

/** What a mock's hosts need and its users do not. */
export interface MockInternals {
  /** Where changes of its state are made and arrive. */
  readonly replica: Replica;
  /**
   * Resolves when all changes so far are in the journal.
   *
   * @throws the journal's error for a change it refused, which then has no effect.
   */
  settle(): Promise<void>;
  /**
   * Runs an action, and returns its result with a promise that the settings it changed synchronously are in the
   * journal.
   */
  collect<T>(action: () => T): { readonly result: T; readonly made: Promise<unknown> };
  /** The requests answered by all mocks with the same journal. */
  readonly log: CommonLog;
  /** Returns the current settings. */
  settings(): Settings;
  /** Returns the whole state as one change. */
  state(): WholeChange;
  /** Writes recorded data as the JSON text of a snapshot, in consecutive pieces. */
  snapshotText(): Work<readonly Piece[]>;
  /** Reads what is recorded of a session; undefined if nothing is. */
  readSession(sessionId: number | string): Work<RecordedRow | undefined>;
  /** Sets the clock to follow when another mock of the same journal lets the clock run, such as `Date.now`. */
  useTimeSource(source: () => number): void;
  /** Sets the speed of the clock until a reset; above 0 it follows `source`. */
  setClockSpeed(speed: number, source: () => number): void;
  /** Adds log entries of another mock that answers for this one; they get IDs of this log. */
  take(entries: readonly LogEntry[]): void;
  /** Calls back after each change of scenarios, faults or clock, until the returned function is called. */
  onSettings(listener: () => void): () => void;
  /** Switches generated people to another, already checked site; undefined is the shop. */
  useSite(site: SiteInput | undefined): void;
  /** Whether connections may be closed without a reply. */
  mayDrop(): boolean;
}

/** Key of a mock's internals. No public entry exports it. */
export const INTERNALS = Symbol('internals of a mock');
