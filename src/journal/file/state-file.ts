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

/** How a state file is written to; given by tests of what happens when a disk fails. */
export interface Writes {
  readonly writeSync: typeof writeSync;
  readonly ftruncateSync: typeof ftruncateSync;
}

/**
 * Opens a file that keeps recorded state over restarts, and starts it where there is none. The whole file is checked
 * before anything is taken from it; one that another program saved as UTF-16 or with CRLF is first rewritten as it was.
 * No other process can open it until it is closed or this process has ended.
 *
 * @throws UnavailableError when the file cannot be used: it is broken, of a newer version, no regular file, open in
 * another process, or may not be read and written. It is then left as it is.
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
 * A journal in a file, made by {@link openStateFile}.
 *
 * What was appended survives the end of the process at any moment. It survives a loss of power from the time the file is
 * closed, or rewritten at opening, as only then the system is asked to bring it to the disk.
 */
export class StateFile implements Journal {
  readonly holds = 'recorded';
  /** Where it is, without symbolic links. */
  readonly path: string;
  /** Bytes cut off its end at opening: an entry that was never written whole, so nobody was told that it is kept. */
  readonly cutBytes: number;
  /** The file that these bytes were added to. */
  readonly asidePath: string;
  readonly #lock: Lock;
  readonly #writes: Writes;
  readonly #file: number;
  readonly #identity: Pick<Stats, 'dev' | 'ino'>;
  /** Where the first entry in force starts, and where the file ends, in bytes. */
  #from: number;
  #length: number;
  /** Positions of the first entry in force and of the last one, counted from opening. */
  #first = 1;
  #last: number;
  #closed = false;
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

  /** Position of its last entry. Those in force at opening are counted from 1. */
  get position(): number {
    return this.#last;
  }

  /** Gives the entries after a position, from the last that replaces everything on. Reads the file as it goes. */
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
   * Appends a change. Once this resolves, the change is with the operating system and outlives this process.
   *
   * @throws RecordError when the change breaks its schema.
   * @throws UnavailableError when it cannot be written. The file is then as it was before.
   */
  async append(change: Change, after: number): Promise<number | 'behind'> {
    const recorded = recordedPart(change);
    if (!recorded) throw new TypeError('A state file holds what is recorded, and no settings.');
    const entry = await inSlices(encodeEntry(recorded));
    if (this.#refusal) throw this.#refusal;
    if (after !== this.#last) return 'behind';
    this.#checkUntouched();
    try {
      await inSlices(this.#write(entry));
    } catch (cause) {
      this.#undo(cause);
      throw this.#unkept(`${reasonOf(cause)}. Make room and try again.`, cause);
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
   * Brings the file to the disk and lets others open it; changes are refused from then on.
   *
   * @throws UnavailableError when the disk fails.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#refusal = this.#unkept('it was closed.');
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

  /** Refuses to append to a file that another process wrote to, moved or removed: it would not be there when reopened. */
  #checkUntouched(): void {
    const { dev, ino } = this.#identity;
    const found = statSync(this.path, { throwIfNoEntry: false });
    if (found?.dev === dev && found.ino === ino && found.size === this.#length) return;
    throw this.#unkept('something else changed, moved or removed it. Restart the mock.');
  }

  /** Cuts off what was written of an entry. Where that fails, nothing more is appended after the broken end. */
  #undo(cause: unknown): void {
    try {
      this.#writes.ftruncateSync(this.#file, this.#length);
    } catch {
      this.#refusal = this.#unkept(`an earlier write broke off and could not be undone: ${reasonOf(cause)}.`, cause);
    }
  }

  #unkept(why: string, cause?: unknown): UnavailableError {
    const message = `Failed to keep a change in the state file ${this.path}: ${why} The change did not take place.`;
    return new UnavailableError(message, cause === undefined ? {} : { cause });
  }
}
