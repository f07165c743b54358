import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../shared/system-error.ts';
import { Exit } from './exit.ts';
import { makeFolder } from './make-folder.ts';

/** Writes a file atomically, into a folder that is made if missing: the previous content stays until the new file is complete. */
export async function writeWhole(what: string, file: string, text: string): Promise<void> {
  const draft = `${file}.openreplay-kit-draft`;
  try {
    makeFolder(dirname(file));
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw new Exit(2, `Failed to write the ${what} ${file}: ${reasonOf(error)}. Choose another --output.`);
  }
}

/** Writes JSON for people to edit, with each list of numbers on one line. */
export function toEditableJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(/\[\s+(?:[\d.e+-]+,?\s+)+\]/g, (list) => list.replace(/\s+/g, ' '))}\n`;
}
