import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, reasonOf } from '../../shared/system-error.ts';
import { refuse } from './refusal.ts';

/**
 * Finds where a state file is, or will be: its path without symbolic links, so that one file has one lock under any
 * name.
 *
 * @throws UnavailableError if something other than a regular file is there, or its folder does not exist.
 */
export function locateStateFile(path: string): string {
  if (path === '') throw refuse('""', 'its name is empty. Name a file.');
  const real = resolve(path, path);
  if (real === undefined) return locateNew(path);
  const stats = stat(path);
  if (!stats.isFile()) throw refuse(path, `it is ${kindOf(stats)}, not a regular file. Name a file.`);
  return real;
}

function locateNew(path: string): string {
  const folder = resolve(path, dirname(path));
  if (folder === undefined) {
    throw refuse(path, `its folder ${dirname(path)} does not exist. Create it or name another file.`);
  }
  const real = join(folder, basename(path));
  if (lstatSync(real, { throwIfNoEntry: false })) {
    throw refuse(path, 'it is a dangling symbolic link. Remove it or name another file.');
  }
  return real;
}

/** Resolves a path that belongs to the state file `path`; returns undefined if nothing is there. */
function resolve(path: string, part: string): string | undefined {
  try {
    return realpathSync(part);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw refuse(path, `${reasonOf(error)}. Name another file.`, error);
  }
}

/** Follows the path as given: the target of `/dev/fd/63` has no path of its own. */
function stat(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw refuse(path, `${reasonOf(error)}. Name another file.`, error);
  }
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
