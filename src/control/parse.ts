import type { z } from 'zod';
import { MOST_ISSUES, type RecordIssue } from '../shared/errors.ts';
import { toIssues } from '../shared/issues.ts';
import { findJsonFault } from './json-place.ts';
import { Refusal } from './refusal.ts';

const SHOWN_ISSUES = 50;

/** Reads a body as JSON; gives a {@link Refusal} that says where it is none. */
export function parseJson(body: Uint8Array): unknown {
  const text = decode(body);
  if (text === undefined) return new Refusal(400, 'The body must be JSON in UTF-8, received other bytes.');
  try {
    return JSON.parse(text);
  } catch {
    const { line, column, isEnd } = findJsonFault(text);
    const why = isEnd
      ? 'it ends too early'
      : `received ${JSON.stringify(text.split('\n')[line - 1]?.slice(column - 1, column + 19))}`;
    return new Refusal(400, `The body must be JSON: line ${line}, column ${column}: ${why}.`);
  }
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Reads the query text into its parameters; gives a {@link Refusal} for one that is there twice. */
export function parseQuery(query: string): Record<string, string> | Refusal {
  const parameters = new URLSearchParams(query);
  for (const name of parameters.keys()) {
    if (parameters.getAll(name).length > 1) return new Refusal(400, `${name} must be there once, received it twice.`);
  }
  return Object.fromEntries(parameters);
}

/** Checks values by a schema; gives a {@link Refusal} with a sentence for each thing that is wrong. */
export function check<T extends z.ZodType>(schema: T, input: unknown, status: number): z.infer<T> | Refusal {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : new Refusal(status, toSentences(toIssues(parsed.error, input)));
}

/** Makes a sentence of each issue, as many as a reader can use. */
export function toSentences(issues: readonly RecordIssue[]): string[] {
  const sentences = issues.slice(0, SHOWN_ISSUES).map(({ path, message }) => `${path}: ${message}.`);
  const left = issues.length - sentences.length;
  // what is beyond the most was not counted
  const least = issues.length < MOST_ISSUES ? '' : 'at least ';
  return left > 0 ? [...sentences, `There are ${least}${left} more of these.`] : sentences;
}
