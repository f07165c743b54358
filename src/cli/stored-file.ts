import { type StoredInput, storedInputSchema } from '../kit/stored.ts';
import { OptionError } from '../shared/errors.ts';
import { parseInputBy } from '../shared/parse-options.ts';
import * as z from '../shared/zod.ts';
import { Exit } from './exit.ts';
import { readJson } from './read-file.ts';

/** A file of rows of a real server; editors find its schema by `$schema`. */
export const storedFileSchema = storedInputSchema.extend({ $schema: z.string().optional() });

/** Reads a file with rows of a real v2 server. */
export async function readStoredFile(file: string): Promise<StoredInput> {
  const content = await readJson('rows', file);
  try {
    const { $schema: _, ...rows } = parseInputBy(storedFileSchema, content, `read the rows ${file}`);
    return rows;
  } catch (error) {
    throw error instanceof OptionError ? new Exit(2, error.message) : error;
  }
}

/** Lists the projects of rows, in order of appearance. */
export function projectsOf({ projects = [], sessions = [], users = [] }: StoredInput): string[] {
  return [...new Set([...projects, ...sessions, ...users].map(({ projectKey }) => projectKey))];
}
