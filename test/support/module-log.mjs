// Lists on standard error every module a process loads; passed to node with --import.
import { writeSync } from 'node:fs';
import { register } from 'node:module';

/** Called by Node in its thread for hooks. */
export async function load(url, context, nextLoad) {
  writeSync(2, `loads ${url}\n`);
  return nextLoad(url, context);
}

// the thread for hooks imports this file too, with a query of its own
if (!import.meta.url.includes('?')) register(`${import.meta.url}?hooks`);
