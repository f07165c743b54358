import type { Change, WholeChange } from '../kit/change.ts';
import type { RecordedRow } from '../kit/record.ts';
import type { Settings } from '../kit/settings.ts';
import type { SharedLog } from './shared-log.ts';

/** A change and its place in a journal. */
export interface Entry {
  /** 1 for the journal's very first entry, then rising by one. */
  readonly position: number;
  readonly change: Change;
}

/** A count that all mocks with the same journal share. */
export interface Counter {
  /** Adds one and returns the new count, 1 or more. No two calls anywhere get the same one. */
  next(): number | Promise<number>;
  /** The count as far as this process knows it; 0 at first. */
  readonly count: number;
}

/** The state of a mock at one moment, read lazily; later changes do not show in it. */
export interface Capture {
  readonly settings: Settings;
  /** A user may have several consecutive rows. */
  readonly rows: Iterable<RecordedRow>;
}

/** The part of an attached mock that a journal needs. */
export interface Holder {
  /** What shapes its answers besides its state. It is the same for all mocks with the same journal, and not secret. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The position of the last entry that it applied. */
  readonly position: number;
  capture(): Capture;
}

/**
 * Where the changes of a mock's state are kept, in order: a file, a browser's storage, another process, a server.
 * Several mocks may share a journal; each applies every entry once, in order.
 */
export interface Journal {
  /**
   * Which changes it accepts: all, or only those of recorded data (`RecordedChange`). Others then stay with the mock
   * that made them.
   */
  readonly holds: 'everything' | 'recorded';
  /** Called with the mock to attach, before anything is loaded. Rejects if the journal is not for that mock. */
  meet?(holder: Holder): Promise<void>;
  /**
   * Yields the current entries after a position, in order. They may start later, with an entry that replaces everything
   * in the journal.
   *
   * @param after - 0 for all.
   */
  load(after: number): AsyncIterable<Entry>;
  /**
   * Appends a change if `after` is the position of the last entry, and returns the position of the new one; returns
   * `'behind'` if there are later entries. If it rejects, the change has not taken place, unless the error says that
   * this is unknown.
   */
  append(change: Change, after: number): Promise<number | 'behind'>;
  /**
   * Calls back for each entry from now on, in order, with or without those of this process; returns a function that
   * stops it.
   */
  follow(listener: (entry: Entry) => void): () => void;
  /** Called with the position up to which the mock has applied entries. */
  applied?(position: number): void;
  /** Resolves once no mock with this journal answers without the entries up to a position. */
  everywhere?(position: number): Promise<void>;
  /**
   * Whether there may be entries that this process has not received, so that a mock must `refresh` before it answers.
   * Left out, there are none.
   */
  readonly mayBeBehind?: boolean;
  /** Catches up with the position and counts of the journal, so that `load` yields everything. Rejects if it cannot. */
  refresh?(): Promise<void>;
  /** Opens a count by name. Left out, each mock counts for itself. */
  counter?(name: string): Counter;
  /** The log of requests that all mocks with this journal share. Left out, each mock has its own. */
  readonly log?: SharedLog;
  /** Whether the mock is sure to know all confirmed changes. Left out, it is. */
  readonly isCurrent?: boolean;
  /** Position of the last entry that this process knows of. Left out, it is the last that the mock applied. */
  readonly end?: number;
  /** Why it currently accepts no changes, in one sentence; undefined while it does. */
  readonly problem?: string | undefined;
  /** Closes it; changes are refused from then on. */
  close(): Promise<void>;
}

/** Turns a captured state into one change that restores it. */
export function toWholeChange({ rows, settings }: Capture): WholeChange {
  return { type: 'replace', rows: [...rows], settings };
}
