import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, type Stats, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Change, recordedPart } from '../../kit/change.ts';
import { MockError, UnavailableError } from '../../shared/errors.ts';
import { inSlices, type Work } from '../../shared/slices.ts';
import { reasonOf } from '../../shared/system-error.ts';
import type { Entry, Journal } from '../journal.ts';
import { compactStateFile } from './compact.ts';
import { decodeKnownEntry, encodeEntry } from './entry.ts';
import { locateStateFile } from './locate.ts';
import { holdLock, type Lock } from './lock.ts';
import { openRegular } from './open-regular.ts';
import { readLines } from './read-lines.ts';
import { refuse } from './refusal.ts';
import { syncFolder } from './replace-file.ts';
import { restoreEncoding } from './restore-encoding.ts';
import { asideOf, type Survey, surveyStateFile } from './survey.ts';
import { writeAll } from './write-all.ts';

/** How a state file is written; replaced in tests of a failing disk. */
export interface Writes {
  readonly writeSync: typeof writeSync;
  readonly ftruncateSync: typeof ftruncateSync;
}

/**
 * Opens a file that keeps recorded state across restarts, creating it if it does not exist. The whole file is checked
 * before anything is loaded; one that another program saved as UTF-16 or with CRLF is first restored. No other process
 * can open it until it is closed or this process has ended.
 *
 * @throws UnavailableError if the file cannot be used: it is broken, of a newer version, not a regular file, open in
 * another process, or not readable and writable. It is then left unchanged.
 */
export async function openStateFile(path: string, writes: Writes = { writeSync, ftruncateSync }): Promise<StateFile> {
  const place = locateStateFile(path);
  const lock = await holdLock(place);
  try {
    restoreEncoding(place);
    const survey = compactStateFile(place, surveyStateFile(place));
    return new StateFile(place, lock, survey, writes);
  } catch (error) {
    lock.release();
    if (error instanceof MockError) throw error;
    throw refuse(place, `${reasonOf(error)}. Name another file.`, error);
  }
}

/**
 * A journal in a file, created by {@link openStateFile}.
 *
 * Appended changes survive the end of the process at any moment. They survive a loss of power once the file is closed,
 * or rewritten at opening, as only then it is flushed to the disk.
 */
export class StateFile implements Journal {
  readonly holds = 'recorded';
  /** Its path, without symbolic links. */
  readonly path: string;
  /** Bytes cut off its end at opening: an incomplete entry, which was never confirmed. */
  readonly cutBytes: number;
  /** The file that these bytes were appended to. */
  readonly asidePath: string;
  readonly #lock: Lock;
  readonly #writes: Writes;
  readonly #file: number;
  readonly #identity: Pick<Stats, 'dev' | 'ino'>;
  /** Where the first effective entry starts, and where the file ends, in bytes. */
  #from: number;
  #length: number;
  /** Positions of the first effective entry and of the last one, counted from opening. */
  #first = 1;
  #last: number;
  #closed = false;
  /** Changes are written one after the other, as a large one takes several slices. */
  #writing: Promise<unknown> = Promise.resolve();
  /** Why nothing more can be kept. */
  #refusal: UnavailableError | undefined;

  constructor(path: string, lock: Lock, survey: Survey, writes: Writes) {
    this.path = path;
    this.cutBytes = survey.cut;
    this.asidePath = asideOf(path);
    this.#lock = lock;
    this.#writes = writes;
    this.#file = openRegular(path, constants.O_RDWR | constants.O_APPEND);
    this.#identity = fstatSync(this.#file);
    this.#from = survey.from;
    this.#length = survey.length;
    this.#last = survey.entries;
  }

  /** Position of its last entry. Entries effective at opening are counted from 1. */
  get position(): number {
    return this.#last;
  }

  /** Yields the entries after a position, starting at the last one that replaces everything. Reads the file lazily. */
  async *load(after: number): AsyncGenerator<Entry> {
    let position = this.#first;
    if (after >= this.#last) return;
    for (const { bytes } of readLines(this.#file, { from: this.#from, to: this.#length })) {
      const entry = decodeKnownEntry(bytes);
      if ('fault' in entry) throw refuse(this.path, `something else changed it: an entry ${entry.fault}.`);
      if (position > after) yield { position, change: entry.value };
      position += 1;
    }
  }

  /**
   * Appends a change, after those whose writing has begun. Once this resolves, the operating system has the change, which
   * outlives this process.
   *
   * @throws RecordError if the change breaks its schema.
   * @throws UnavailableError if it cannot be written. The file is then unchanged.
   */
  async append(change: Change, after: number): Promise<number | 'behind'> {
    const recorded = recordedPart(change);
    if (!recorded) throw new TypeError('A state file holds recorded data, not settings.');
    const entry = await inSlices(encodeEntry(recorded));
    const appended = this.#writing.then(() => this.#append(recorded, entry, after));
    this.#writing = appended.catch(() => {});
    return appended;
  }

  async #append(recorded: Change, entry: readonly Buffer[], after: number): Promise<number | 'behind'> {
    if (this.#refusal) throw this.#refusal;
    if (after !== this.#last) return 'behind';
    this.#checkUntouched();
    try {
      await inSlices(this.#write(entry));
    } catch (cause) {
      this.#undo(cause);
      throw this.#unkept(`${reasonOf(cause)}. Free some space and try again.`, cause);
    }
    this.#last += 1;
    if (recorded.type === 'replace') {
      this.#from = this.#length;
      this.#first = this.#last;
    }
    this.#length += entry.reduce((sum, { length }) => sum + length, 0);
    return this.#last;
  }

  /** Nobody else appends to it while it is open. */
  follow(): () => void {
    return () => {};
  }

  /**
   * Flushes the file to the disk and releases it; changes are refused from then on.
   *
   * @throws UnavailableError if the disk fails.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#refusal = this.#unkept('it was closed.');
    await this.#writing;
    try {
      fsyncSync(this.#file);
      syncFolder(dirname(this.path));
    } catch (cause) {
      throw refuse(this.path, `it may not be on the disk: ${reasonOf(cause)}.`, cause);
    } finally {
      closeSync(this.#file);
      this.#lock.release();
    }
  }

  *#write(pieces: readonly Buffer[]): Work<void> {
    for (const piece of pieces) {
      writeAll(this.#file, piece, this.#writes.writeSync);
      yield;
    }
  }

  /**
   * Refuses to append to a file that another process changed, moved or removed: the change would be lost on reopening.
   */
  #checkUntouched(): void {
    const { dev, ino } = this.#identity;
    const found = statSync(this.path, { throwIfNoEntry: false });
    if (found?.dev === dev && found.ino === ino && found.size === this.#length) return;
    throw this.#unkept('something else changed, moved or removed it. Restart the mock.');
  }

  /** Cuts off a partially written entry. If that fails, nothing more is appended after the broken end. */
  #undo(cause: unknown): void {
    try {
      this.#writes.ftruncateSync(this.#file, this.#length);
    } catch {
      this.#refusal = this.#unkept(
        `an earlier write failed halfway and could not be undone: ${reasonOf(cause)}.`,
        cause,
      );
    }
  }

  #unkept(why: string, cause?: unknown): UnavailableError {
    const message = `Failed to keep a change in the state file ${this.path}: ${why} The change did not take place.`;
    return new UnavailableError(message, cause === undefined ? {} : { cause });
  }
}
