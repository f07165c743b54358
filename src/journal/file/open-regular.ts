import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { codeOf } from '../../shared/system-error.ts';

/**
 * Opens a regular file and nothing else: no link is followed, and no pipe is waited for. In a folder that others can
 * write to, the names that belong to a state file may be theirs.
 *
 * @param flags - as of `open`, such as `constants.O_RDONLY`.
 * @param mode - permissions of a file that is made.
 * @throws what the system throws, or an error that says what is there instead.
 */
export function openRegular(path: string, flags: number, mode?: number): number {
  const file = open(path, flags, mode);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new Error('it is not a regular file');
}

function open(path: string, flags: number, mode: number | undefined): number {
  try {
    // Windows has neither of these two, and `|` takes undefined for 0
    return openSync(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, mode);
  } catch (cause) {
    // a link that is not followed, and a pipe or a socket without a reader
    if (codeOf(cause) === 'ELOOP') throw new Error('it is a symbolic link', { cause });
    if (codeOf(cause) === 'ENXIO') throw new Error('it is not a regular file', { cause });
    throw cause;
  }
}
