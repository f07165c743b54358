import { join } from 'node:path';
import { makeFolder } from '../../support/files.ts';

/** Returns the path of a state file that does not exist yet, in a folder that is removed when the test ends. */
export function newPlace(): string {
  return join(makeFolder(), 'state');
}
