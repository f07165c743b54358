import { readFile } from 'node:fs/promises';
import { reasonOf } from '../shared/system-error.ts';
import { Exit } from './exit.ts';

/** Reads a file that a flag names; ends with a plain sentence where that does not work. */
export async function readNamed(what: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Exit(2, `Failed to read the ${what} ${file}: ${reasonOf(error)}.`);
  });
}
