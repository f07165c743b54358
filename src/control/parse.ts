import type { z } from 'zod';
import { MOST_ISSUES, type RecordIssue } from '../shared/errors.ts';
import { toIssues } from '../shared/issues.ts';
import { inSlices } from '../shared/slices.ts';
import { type JsonLimits, TooMuch } from './json-limits.ts';
import { findJsonFault } from './json-place.ts';
import { NotJson, NotUtf8, readJson } from './read-json.ts';
import { Refusal } from './refusal.ts';

const SHOWN_ISSUES = 50;

/** Bodies of which it is looked up to the character where they stop being JSON. */
const SMALL_BYTES = 1_000_000;

/** Reads a body as JSON, in slices; gives a {@link Refusal} that says where it is none, or of what it holds too much. */
export async function parseJson(body: Uint8Array, limits: JsonLimits): Promise<unknown> {
  try {
    return await inSlices(readJson(body, limits));
  } catch (error) {
    if (error instanceof TooMuch) return new Refusal(error.status, error.message);
    if (error instanceof NotUtf8) return new Refusal(400, NOT_UTF8);
    if (error instanceof NotJson) return new Refusal(400, toSentence(body, error));
    throw error;
  }
}

const NOT_UTF8 = 'The body must be JSON in UTF-8, received other bytes.';

function toSentence(body: Uint8Array, { from, to }: NotJson): string {
  const text = body.length > SMALL_BYTES ? undefined : decode(body);
  if (text === undefined) {
    return body.length > SMALL_BYTES
      ? `The body must be JSON: it is none between the bytes ${from} and ${to}.`
      : NOT_UTF8;
  }
  const { line, column, isEnd } = findJsonFault(text);
  const why = isEnd
    ? 'it ends too early'
    : `received ${JSON.stringify(text.split('\n')[line - 1]?.slice(column - 1, column + 19))}`;
  return `The body must be JSON: line ${line}, column ${column}: ${why}.`;
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
