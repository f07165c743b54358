import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { HEADER } from './entry.ts';
import type { Survey } from './survey.ts';
import { writeAll } from './write-all.ts';

/**
 * Rewrites a state file without the entries that are no longer in force, if those are more than half of it, and gives
 * its new survey. The new file takes the old one's place in one step, when it is whole and on the disk. Where that
 * cannot be done, as on a full disk, the old file stays: it holds the same, only longer.
 */
export function compactStateFile(path: string, survey: Survey): Survey {
  const draft = `${path}.openreplay-kit-draft`;
  discard(draft); // one that a killed process left
  const { from, length } = survey;
  if ((from - HEADER.length) * 2 <= length) return survey;
  try {
    writeDraft(path, draft, survey);
    renameSync(draft, path);
  } catch {
    discard(draft);
    return survey;
  }
  syncFolder(dirname(path));
  return { ...survey, from: HEADER.length, length: HEADER.length + length - from };
}

/** Asks the system to bring the names of a folder to the disk. */
export function syncFolder(path: string): void {
  try {
    withFile(path, 'r', fsyncSync);
  } catch {
    // some systems, such as Windows, cannot open a folder; they need not be asked
  }
}

function writeDraft(path: string, draft: string, { from, length }: Survey): void {
  withFile(path, 'r', (source) =>
    withFile(draft, 'wx', (target) => {
      fchmodSync(target, fstatSync(source).mode & 0o777);
      writeAll(target, HEADER);
      copy(source, target, from, length);
      fsyncSync(target);
    }),
  );
}

const CHUNK_BYTES = 1 << 20;

function copy(source: number, target: number, from: number, to: number): void {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let position = from; position < to; ) {
    const size = readSync(source, chunk, 0, Math.min(chunk.length, to - position), position);
    if (size === 0) throw new Error('the file became shorter while it was read');
    writeAll(target, chunk.subarray(0, size));
    position += size;
  }
}

function withFile(path: string, flags: string, use: (file: number) => void): void {
  const file = openSync(path, flags);
  try {
    use(file);
  } finally {
    closeSync(file);
  }
}

function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // it is in nobody's way but that of the next draft, which is then not written
  }
}
