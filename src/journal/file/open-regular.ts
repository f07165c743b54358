import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { codeOf } from '../../shared/system-error.ts';

/**
 * Opens a regular file and nothing else: follows no link, and waits for no pipe. In a folder that others can write to,
 * they may have planted files under a state file's names.
 *
 * @param flags - as for `open`, such as `constants.O_RDONLY`.
 * @param mode - permissions of a newly created file.
 * @throws the system error, or an error that says what is there instead.
 */
export function openRegular(path: string, flags: number, mode?: number): number {
  const file = open(path, flags, mode);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new Error('it is not a regular file');
}

function open(path: string, flags: number, mode: number | undefined): number {
  try {
    // Windows has neither of these, and `|` treats undefined as 0
    return openSync(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, mode);
  } catch (cause) {
    // a link that is not followed; a pipe or a socket without a reader
    if (codeOf(cause) === 'ELOOP') throw new Error('it is a symbolic link', { cause });
    if (codeOf(cause) === 'ENXIO') throw new Error('it is not a regular file', { cause });
    throw cause;
  }
}
