import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from '../shared/system-error.ts';

/** Makes a folder and those above it. What Node has for this never ends where no folder can be made, as in `/proc`. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // somebody else was faster
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
