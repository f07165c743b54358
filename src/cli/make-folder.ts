import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../shared/system-error.ts';

/**
 * Makes a folder and its parents. Node's recursive `mkdir` never returns where none can be made, such as in `/proc`.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // another process was faster
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
