import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the new content of a file is written first. */
const draftOf = (path: string) => `${path}.openreplay-kit-draft`;

/**
 * Gives a file new content in one step, when that is whole and on the disk; it keeps its mode. Where it throws, the file
 * is as it was.
 *
 * @param write - gets the file as it is, and the empty one that takes its place.
 */
export function replaceFile(path: string, write: (source: number, target: number) => void): void {
  const draft = draftOf(path);
  discardDraft(path);
  try {
    withFile(path, 'r', (source) =>
      withFile(draft, 'wx', (target) => {
        fchmodSync(target, fstatSync(source).mode & 0o777);
        write(source, target);
        fsyncSync(target);
      }),
    );
    renameSync(draft, path);
  } catch (error) {
    discardDraft(path);
    throw error;
  }
  syncFolder(dirname(path));
}

/** Removes what a killed process left beside a file. */
export function discardDraft(path: string): void {
  try {
    rmSync(draftOf(path), { force: true });
  } catch {
    // it is in nobody's way but that of the next draft, which is then not written
  }
}

/** Asks the system to bring the names of a folder to the disk. */
export function syncFolder(path: string): void {
  try {
    withFile(path, 'r', fsyncSync);
  } catch {
    // some systems, such as Windows, cannot open a folder; they need not be asked
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
