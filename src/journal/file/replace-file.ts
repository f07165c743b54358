import { closeSync, fchmodSync, fstatSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where a file's new content is written first. */
const draftOf = (path: string) => `${path}.openreplay-kit-draft`;

/**
 * Replaces a file's content atomically, once the new one is complete and on the disk; keeps its mode. If this throws,
 * the file is unchanged.
 *
 * @param write - receives the current file, and the empty one that replaces it.
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

/** Removes what a killed process left next to a file. */
export function discardDraft(path: string): void {
  try {
    rmSync(draftOf(path), { force: true });
  } catch {
    // harmless, except that the next draft cannot be written
  }
}

/** Asks the system to flush the entries of a folder to the disk. */
export function syncFolder(path: string): void {
  try {
    withFile(path, 'r', fsyncSync);
  } catch {
    // some systems, such as Windows, cannot open a folder, and do not need this
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
