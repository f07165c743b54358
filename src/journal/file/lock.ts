import { closeSync, constants, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, reasonOf } from '../../shared/system-error.ts';
import * as z from '../../shared/zod.ts';
import { openRegular } from './open-regular.ts';
import { isRunning, markOwnProcess, type ProcessMark } from './process-life.ts';
import { refuse } from './refusal.ts';

/** Keeps other processes, and this one, from opening the same state file. */
export interface Lock {
  /** Releases the lock. */
  release(): void;
}

const lockSchema = z.object({
  format: z.literal('openreplay-kit lock'),
  process: z.int().min(1),
  started: z.string().optional(),
});

const MAX_ATTEMPTS = 10;
const SETTLING_MS = 100;

/**
 * Takes the lock of a state file: a file next to it, `FILE.lock`, that names the process holding it. The lock of a
 * process that has ended is taken over.
 *
 * @throws UnavailableError if a running process holds it, or the lock cannot be written.
 */
export async function holdLock(path: string): Promise<Lock> {
  const lockPath = `${path}.lock`;
  const own = `${JSON.stringify({ format: 'openreplay-kit lock', ...markOwnProcess() })}\n`;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (create(path, lockPath, own)) return { release: () => release(lockPath, own) };
    const found = await readSettled(path, lockPath);
    if (found === undefined) continue;
    const holder = parseLock(path, lockPath, found);
    if (holder && isRunning(holder)) {
      throw refuse(path, `process ${holder.process} has it open. Stop that process or name another file.`);
    }
    // If two processes get here at once, both may end up with the lock; the slower one's writes are then refused, as
    // the file has changed under it.
    remove(path, lockPath);
  }
  throw refuse(path, `its lock ${lockPath} keeps being taken. Stop the other processes or name another file.`);
}

/** Whether the lock was free. */
function create(path: string, lockPath: string, text: string): boolean {
  const failed = (error: unknown) =>
    refuse(path, `its lock ${lockPath} cannot be written: ${reasonOf(error)}. Name another file.`, error);
  let file: number;
  try {
    file = openSync(lockPath, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw failed(error);
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    rmSync(lockPath, { force: true });
    throw failed(error);
  } finally {
    closeSync(file);
  }
  return true;
}

/** Reads a lock; an empty one is either being written right now or left by a process killed while writing. */
async function readSettled(path: string, lockPath: string): Promise<string | undefined> {
  const text = read(path, lockPath);
  if (text !== '') return text;
  await delay(SETTLING_MS);
  return read(path, lockPath);
}

function read(path: string, lockPath: string): string | undefined {
  try {
    return readStart(lockPath);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw refuse(path, `its lock ${lockPath} cannot be read: ${reasonOf(error)}. Name another file.`, error);
  }
}

/** More bytes than any lock has. */
const MAX_LOCK_BYTES = 1024;

function readStart(lockPath: string): string {
  const file = openRegular(lockPath, constants.O_RDONLY);
  try {
    const bytes = Buffer.alloc(MAX_LOCK_BYTES);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

/** Returns the holder of a lock; undefined if its text was never written. */
function parseLock(path: string, lockPath: string, text: string): ProcessMark | undefined {
  if (text === '') return undefined;
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch (error) {
    throw refuse(path, `${lockPath} is not a lock of openreplay-kit. Move it away or name another file.`, error);
  }
}

function remove(path: string, lockPath: string): void {
  try {
    rmSync(lockPath, { force: true });
  } catch (error) {
    throw refuse(path, `its old lock ${lockPath} cannot be removed: ${reasonOf(error)}. Remove it.`, error);
  }
}

function release(lockPath: string, own: string): void {
  try {
    if (readStart(lockPath) === own) rmSync(lockPath, { force: true });
  } catch {
    // a leftover lock is taken over once this process has ended
  }
}
