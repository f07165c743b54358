import { readFile } from 'node:fs/promises';
import { Exit } from './exit.ts';

/** Reads a file that a flag names; ends with a plain sentence where that does not work. */
export async function readNamed(what: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Exit(2, `Failed to read the ${what} ${file}: ${whyNot(error)}.`);
  });
}

/** Says in words why a file cannot be read or written. */
export function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be opened by this user',
  EPERM: 'it may not be opened by this user',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};
