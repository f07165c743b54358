import { type StoredInput, storedInputSchema } from '../kit/stored.ts';
import { OptionError } from '../shared/errors.ts';
import { parseInputBy } from '../shared/parse-options.ts';
import * as z from '../shared/zod.ts';
import { Exit } from './exit.ts';
import { readJson } from './read-file.ts';

/** A file of rows of a real server; editors find its schema by `$schema`. */
export const storedFileSchema = storedInputSchema.extend({ $schema: z.string().optional() });

/** Reads a file that holds rows of a real server of the second API. */
export async function readStoredFile(file: string): Promise<StoredInput> {
  const content = await readJson('rows', file);
  try {
    const { $schema: _, ...rows } = parseInputBy(storedFileSchema, content, `read the rows ${file}`);
    return rows;
  } catch (error) {
    throw error instanceof OptionError ? new Exit(2, error.message) : error;
  }
}

/** Lists the projects that rows are of, in the order in which they are met. */
export function projectsOf({ projects = [], sessions = [], users = [] }: StoredInput): string[] {
  return [...new Set([...projects, ...sessions, ...users].map(({ projectKey }) => projectKey))];
}
