import type { Change, WholeChange } from '../kit/change.ts';
import type { RecordedRow } from '../kit/record.ts';
import type { Settings } from '../kit/settings.ts';
import type { SharedLog } from './shared-log.ts';

/** A change and its place in a journal. */
export interface Entry {
  /** 1 for the first entry that a journal ever held, and one more for each that follows. */
  readonly position: number;
  readonly change: Change;
}

/** A count that all mocks with the same journal share. */
export interface Counter {
  /** Adds one and gives the new count, 1 or more. No two calls anywhere get the same one. */
  next(): number | Promise<number>;
  /** The count as far as this process knows it; 0 at first. */
  readonly count: number;
}

/** The state of a mock at one moment, read bit by bit: later changes do not show in it. */
export interface Capture {
  readonly settings: Settings;
  /** A user may have several rows, one after the other. */
  readonly rows: Iterable<RecordedRow>;
}

/** The mock that a journal is attached to, as far as a journal needs it. */
export interface Holder {
  /** What shapes its answers besides its state. Mocks with the same journal have the same, and none of it is secret. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The position of the last entry that it applied. */
  readonly position: number;
  capture(): Capture;
}

/**
 * Where the changes of a mock's state are kept, in one order: a file, a browser's storage, another process, a server.
 * Several mocks may have the same journal; each applies the entries in order, each once.
 */
export interface Journal {
  /**
   * Which changes it takes: all, or only those of what is recorded (`RecordedChange`). The others then stay with the
   * mock that made them.
   */
  readonly holds: 'everything' | 'recorded';
  /** Meets the mock that takes it, before anything is loaded. It rejects when the journal is not for that mock. */
  meet?(holder: Holder): Promise<void>;
  /**
   * Gives the entries after a position, in order, as far as there are any now. They may begin later, with an entry that
   * replaces all that the journal holds.
   *
   * @param after - 0 for all.
   */
  load(after: number): AsyncIterable<Entry>;
  /**
   * Appends a change if `after` is the position of the last entry, and gives the position of the new one; gives
   * `'behind'` if there are later entries. When it rejects, the change does not take place, unless the error says that
   * this is not known.
   */
  append(change: Change, after: number): Promise<number | 'behind'>;
  /** Calls back for each entry from now on, in order, those of this process among them or not; gives what ends that. */
  follow(listener: (entry: Entry) => void): () => void;
  /** Hears up to where the mock has applied the entries. */
  applied?(position: number): void;
  /** Resolves when no mock with this journal answers any longer without the entries up to a position. */
  everywhere?(position: number): Promise<void>;
  /**
   * Whether there may be entries that this process has not heard of, so that a mock has to `refresh` before it answers.
   * Left out, there are none.
   */
  readonly mayBeBehind?: boolean;
  /** Learns how far the journal and its counts are, so that `load` gives all there is. It rejects when it cannot. */
  refresh?(): Promise<void>;
  /** Opens the count of a name. Left out, each mock counts for itself. */
  counter?(name: string): Counter;
  /** The log of requests that all mocks with this journal share. Left out, each mock has its own. */
  readonly log?: SharedLog;
  /** Whether the mock is sure to know all changes that anybody was told of. Left out, it is. */
  readonly isCurrent?: boolean;
  /** Position of the last entry that this process has heard of. Left out, it is the last that the mock applied. */
  readonly end?: number;
  /** What keeps it from taking changes, in one sentence; undefined while nothing does. */
  readonly problem?: string | undefined;
  /** Ends it; changes are refused from then on. */
  close(): Promise<void>;
}

/** Gives a captured state as the one change that brings it about. */
export function toWholeChange({ rows, settings }: Capture): WholeChange {
  return { type: 'replace', rows: [...rows], settings };
}
