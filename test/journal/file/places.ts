import { join } from 'node:path';
import { makeFolder } from '../../support/files.ts';

/** Gives the path of a state file that does not exist yet, alone in a folder that goes when the test ends. */
export function newPlace(): string {
  return join(makeFolder(), 'state');
}
