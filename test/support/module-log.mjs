// Lists on standard error every module a process loads, and what a bundled one is made of; passed to node with --import.
import { existsSync, readFileSync, writeSync } from 'node:fs';
import { register } from 'node:module';

/** Called by Node in its thread for hooks. */
export async function load(url, context, nextLoad) {
  writeSync(2, `loads ${url}\n`);
  for (const origin of originsOf(url)) writeSync(2, `loads ${origin}\n`);
  return nextLoad(url, context);
}

/** The modules that the bundler put into a file, as it has written down beside it. */
function originsOf(url) {
  const list = url.startsWith('file:') ? new URL('modules.json', url) : undefined;
  return list && existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8'))[url.split('/').at(-1)] ?? []) : [];
}

// the thread for hooks imports this file too, with a query of its own
if (!import.meta.url.includes('?')) register(`${import.meta.url}?hooks`);
