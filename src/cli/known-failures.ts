import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RequirementResult } from '../contract/index.ts';
import { reasonOf } from '../shared/system-error.ts';
import * as z from '../shared/zod.ts';
import { Exit } from './exit.ts';
import { makeFolder } from './make-folder.ts';
import { readFields } from './read-file.ts';

/** What a file of known failures holds. */
export const knownSchema = z.strictObject({
  $schema: z.string().optional(),
  known: z.array(z.string()).describe('IDs of requirements known not to be met.'),
});

/** Reads the IDs of requirements known not to be met. */
export async function readKnown(file: string): Promise<readonly string[]> {
  return (await readFields('known failures', file, knownSchema)).known;
}

/** Writes the current failures as the known ones, and returns their IDs. */
export function writeKnown(file: string, results: readonly RequirementResult[], { strict = false }): string[] {
  const known = results
    .filter(({ outcome, level }) => outcome === 'not met' && (strict || level === 'MUST'))
    .map(({ id }) => id);
  const $schema = 'https://unpkg.com/openreplay-kit/openapi/schemas/known.json';
  try {
    makeFolder(dirname(file));
    writeFileSync(file, `${JSON.stringify({ $schema, known }, null, 2)}\n`);
  } catch (error) {
    throw new Exit(2, `Failed to write the known failures ${file}: ${reasonOf(error)}.`);
  }
  return known;
}
