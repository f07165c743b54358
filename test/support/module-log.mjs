// Lists on standard error every module a process loads, and what a bundled one is made of; passed to node with --import.
import { writeSync } from 'node:fs';
import { register } from 'node:module';

/** Where the bundler says from which file the lines below come. */
const ORIGIN = /^\/\/ ((?:src|node_modules)\/\S+)$/gm;

/** Called by Node in its thread for hooks. */
export async function load(url, context, nextLoad) {
  writeSync(2, `loads ${url}\n`);
  const loaded = await nextLoad(url, context);
  if (url.startsWith('file:')) {
    for (const [, origin] of String(loaded.source ?? '').matchAll(ORIGIN)) writeSync(2, `loads ${origin}\n`);
  }
  return loaded;
}

// the thread for hooks imports this file too, with a query of its own
if (!import.meta.url.includes('?')) register(`${import.meta.url}?hooks`);
