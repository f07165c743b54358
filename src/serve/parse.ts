import type { z } from 'zod';
import { type QueryParameters, queryParametersSchema } from '../api/request.ts';
import { userIdSchema } from '../api/scalars.ts';
import { badDate, type Problem, problems } from './problem.ts';
import { readDates } from './read-dates.ts';

/** A value, or the reason why there is none. */
export type Parsed<T> = { readonly value: T; readonly problem?: never } | { readonly problem: Problem };

/** No schema refuses a text that is so short and not empty. */
const SHORT_ID = 256;

/** Percent-decodes one path segment, exactly once. Gives undefined where the encoding is broken. */
export function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Checks the user ID of a path. */
export function parseUserId(userId: string | undefined): Parsed<string> {
  if (userId && userId.length <= SHORT_ID) return { value: userId };
  const parsed = userIdSchema.safeParse(userId);
  return parsed.success ? { value: parsed.data } : { problem: problems.badUserId };
}

const NO_PARAMETERS: Parsed<QueryParameters> = { value: {} };

/** Reads the dates from the query text; unknown parameters are ignored. */
export function parseQuery(query: string): Parsed<QueryParameters> {
  if (query === '') return NO_PARAMETERS;
  const dates = readDates(query);
  if (dates) return { value: dates };
  const parameters = new URLSearchParams(query);
  const shape: Record<string, z.ZodType> = queryParametersSchema.shape;
  const texts: Record<string, string> = {};
  for (const name of Object.keys(shape)) {
    const given = parameters.getAll(name);
    if (given.length > 1) return { problem: badDate(name, given) };
    if (given[0] !== undefined) texts[name] = given[0];
  }
  const parsed = queryParametersSchema.safeParse(texts);
  if (parsed.success) return { value: parsed.data };
  const name = String(parsed.error.issues[0]?.path[0]);
  return { problem: badDate(name, parameters.getAll(name)) };
}
