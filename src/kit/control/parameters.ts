import { projectKeySchema, userIdSchema } from '../../api/scalars.ts';
import * as z from '../../shared/zod.ts';

/** The largest number of at most 15 digits, which is always exact. */
const LARGEST = 999_999_999_999_999;

/** Builds the schema of a whole number as wire text; both bounds are included. An empty text is invalid. */
function wholeNumber(min: number, max = LARGEST) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .pipe(z.int().min(min, message).max(max, message));
}

/** The name of a project in the query. */
export const projectParameter = projectKeySchema.optional().meta({
  description: 'The key of the project; the first project of the mock if left out.',
  examples: ['3sWXSsqHgSKnE87YkNJK'],
});

/** The user in the query. */
export const userParameter = userIdSchema.meta({
  description: 'The ID of the user.',
  examples: ['mickael@openreplay.com'],
});

/** A session in the path. No recorded session has an ID beyond 2^53-1. */
export const sessionParameter = z
  .string()
  .regex(/^[1-9]\d{0,19}$/, 'must be the ID of a session')
  .meta({ description: 'The ID of the session.', examples: ['4813023023591169'] });

/** The search text for users. */
export const searchParameter = z
  .string()
  .max(256, 'must be at most 256 characters')
  .optional()
  .meta({ description: 'Only users whose ID contains this text, in any letter case.', examples: ['mickael'] });

/** Where a page of users starts. */
export const fromParameter = wholeNumber(0)
  .optional()
  .meta({ description: 'Where to begin: 0, or the `next` of the previous page.', examples: [0] });

/** How many users a page has. */
export const userLimitParameter = wholeNumber(1, 200)
  .default(50)
  .meta({ description: 'How many users to return at most, 1 to 200.', examples: [50] });

/** Where to continue in the request log. */
export const afterParameter = wholeNumber(0)
  .optional()
  .meta({ description: 'Only requests with a higher ID: the `last` of the previous page.', examples: [6] });

/** Where an interrupted stream continues. It stays a text, as in `EventSource` and in headers. */
export const lastEventIdHeader = z
  .string()
  .regex(/^\d{1,15}$/)
  .optional()
  .meta({ description: 'The ID of the last event that was seen; takes precedence over `after`.', examples: ['6'] });

/** How many requests to return. */
export const requestLimitParameter = wholeNumber(1, 1_000)
  .default(100)
  .meta({
    description:
      'How many requests to return at most, 1 to 1000: those that follow `after`, or the latest ones without it.',
    examples: [100],
  });

/** Builds the schema of a flag as wire text; false if left out. */
function flag(description: string) {
  return z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .pipe(z.boolean())
    .default(false)
    .meta({ description, examples: [true] });
}

/** Whether to list only users with recorded data. */
export const recordedParameter = flag('Only users with recorded data.');

/** Whether to return the recorded events. */
export const eventsParameter = flag('Whether to return the events as stored too.');

/** Whether to include the studio's own requests. */
export const studioParameter = flag("Whether to include the studio's own requests.");
