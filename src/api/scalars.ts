import * as z from '../shared/zod.ts';

/** The latest instant a JavaScript `Date` can hold, in epoch milliseconds. */
export const MAX_EPOCH_MS = 8_640_000_000_000_000;

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z, from 0 to 8.64e15, both included. */
export const epochMsSchema = z
  .int()
  .min(0)
  .max(MAX_EPOCH_MS)
  .meta({
    description: 'Point in time as whole milliseconds since 1970-01-01T00:00:00Z.',
    examples: [1623440905732],
  });

/** 1 to 64 characters of `[0-9A-Za-z_-]`; real keys have 20 (`observed: v1`). */
export const projectKeySchema = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,64}$/)
  .meta({
    description: "The ID of the project you're tracking. Real keys have 20 letters and digits.",
    examples: ['3sWXSsqHgSKnE87YkNJK'],
  });

const MAX_USER_ID = 256;

/** 1 to 256 characters of any kind, compared byte for byte after one percent-decoding. */
export const userIdSchema = z
  .string()
  .min(1)
  // characters are code points here, as in JSON Schema; Zod's own max counts UTF-16 units
  .refine((id) => id.length <= MAX_USER_ID || [...id].length <= MAX_USER_ID, 'expected at most 256 characters')
  .meta({
    description:
      'The ID of your user, set via `tracker.setUserID`: one path segment, percent-decoded exactly once and compared byte for byte.',
    examples: ['mickael@openreplay.com'],
    maxLength: MAX_USER_ID,
  });

/** The number of one recorded session, within 2^53-1 and rising with the session's start. */
export const sessionIdSchema = z
  .int()
  .min(1)
  .meta({
    description:
      'The session this event belongs to. Rises with the start of the session. The mock stays within 2^53-1; real servers also send larger IDs, so read them as 64 bits.',
    examples: [4813023023591169],
  });

/** `page number * 2^32 + index of the message within the page`: unique and rising within a session. */
export const messageIdSchema = z
  .int()
  .min(0)
  .meta({
    description:
      'Position of the event in its session: page number * 2^32 + index of the message within that page. Strictly increasing within a session.',
    examples: [4294969053],
  });

const MAX_METRIC_MS = 30_000;

/**
 * Builds the schema of one page metric: whole milliseconds from 1 to 30000, or null if there was no page load or the
 * page was left before it was measured (`observed: v1`).
 */
export function metricSchema(description: string, example: number) {
  return z
    .int()
    .min(1)
    .max(MAX_METRIC_MS)
    .nullable()
    .meta({
      description: `${description} In milliseconds, 1 to 30000; null for a route change without a page load, or when not measured.`,
      examples: [example],
    });
}
