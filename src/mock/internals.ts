import type { SiteInput } from '../data/model/site-schema.ts';
import type { Replica } from '../journal/replica.ts';
import type { WholeChange } from '../kit/change.ts';
import type { LogEntry } from '../kit/log-entry.ts';
import type { RecordedRow } from '../kit/record.ts';
import type { Settings } from '../kit/settings.ts';
import type { Work } from '../shared/slices.ts';
import type { Piece } from '../store/event-buffer.ts';
import type { CommonLog } from './log/common-log.ts';

/** What the hosts of a mock need and its users do not. */
export interface MockInternals {
  /** Where changes of its state are made and come in. */
  readonly replica: Replica;
  /**
   * Resolves when all changes so far are in the journal.
   *
   * @throws what it refused one with, which then did not take place.
   */
  settle(): Promise<void>;
  /** Does something, and gives with its result a promise that the settings it changed at once are in the journal. */
  collect<T>(action: () => T): { readonly result: T; readonly made: Promise<unknown> };
  /** The requests that were answered, by all mocks with the same journal. */
  readonly log: CommonLog;
  /** Gives the settings as they are now. */
  settings(): Settings;
  /** Gives the whole state as one change. */
  state(): WholeChange;
  /** Writes what is recorded as JSON text of a snapshot, in pieces that follow each other. */
  snapshotText(): Work<readonly Piece[]>;
  /** Reads what is recorded of a session; undefined where nothing is. */
  readSession(sessionId: number | string): Work<RecordedRow | undefined>;
  /** Names the clock to follow when another mock of the same journal lets the clock run, such as `Date.now`. */
  useTimeSource(source: () => number): void;
  /** Sets how fast the clock runs until a reset; it follows `source` where the speed is above 0. */
  setClockSpeed(speed: number, source: () => number): void;
  /** Takes log entries of another mock that answers for this one; they get IDs of this log. */
  take(entries: readonly LogEntry[]): void;
  /** Calls back after each change of scenarios, faults or clock, until the function that it gives is called. */
  onSettings(listener: () => void): () => void;
  /** Lets generated people walk another site, checked before; undefined is the shop. */
  useSite(site: SiteInput | undefined): void;
  /** Whether connections may be closed without a reply. */
  mayDrop(): boolean;
}

/** Where a mock has its internals. No public entry exports it. */
export const INTERNALS = Symbol('internals of a mock');
