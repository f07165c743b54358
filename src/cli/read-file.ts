import { readFile, stat } from 'node:fs/promises';
import { quoteLongIds } from '../api/any-session-id.ts';
import { closest } from '../shared/closest.ts';
import { expectationOf } from '../shared/expectation.ts';
import { decodeFile } from '../shared/file-text.ts';
import { toIssues } from '../shared/issues.ts';
import { toSentence } from '../shared/sentence.ts';
import { reasonOf } from '../shared/system-error.ts';
import type * as z from '../shared/zod.ts';
import { Exit } from './exit.ts';

/** Reads a text file in UTF-8 or UTF-16, with or without a byte order mark. */
export async function readText(what: string, file: string): Promise<string> {
  try {
    // a pipe without a writer would block silently
    if ((await stat(file)).isFile()) return decodeFile(await readFile(file));
  } catch (error) {
    throw new Exit(2, `Failed to read the ${what} ${file}: ${reasonOf(error)}.`);
  }
  throw new Exit(2, `Failed to read the ${what} ${file}: it is not a regular file.`);
}

/** Reads a JSON file. */
export async function readJson(what: string, file: string): Promise<unknown> {
  const text = await readText(what, file);
  try {
    return JSON.parse(quoteLongIds(text));
  } catch {
    const { findJsonFault } = await import('../shared/json-place.ts');
    const { line, column } = findJsonFault(text);
    throw new Exit(2, `Failed to read the ${what} ${file}: it is not JSON (line ${line}, column ${column}).`);
  }
}

/** Reads a JSON file of named fields; an unknown field is reported with the one that was likely meant. */
export async function readFields<S extends z.ZodObject>(what: string, file: string, schema: S): Promise<z.output<S>> {
  return checkFields(what, file, schema, await readJson(what, file));
}

/** Checks the content of a JSON file of named fields. */
export function checkFields<S extends z.ZodObject>(
  what: string,
  file: string,
  schema: S,
  content: unknown,
): z.output<S> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  // a misspelt field is missing too
  const { issues } = parsed.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const why = issue ? describe(issue, content, schema) : 'it is not as expected';
  throw new Exit(2, `Failed to read the ${what} ${file}: ${toSentence(why)}`);
}

function describe(issue: z.core.$ZodIssue, content: unknown, schema: z.ZodObject): string {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    const [key = ''] = issue.keys;
    const meant = closest(key, Object.keys(schema.shape));
    return `there is no field "${key}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
  }
  const [reported] = toIssues({ issues: [issue] }, content, { schema });
  return reported ? `${reported.path === 'input' ? 'it' : reported.path}: ${reported.message}` : expectationOf(issue);
}
