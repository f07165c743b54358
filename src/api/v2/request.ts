import * as z from '../../shared/zod.ts';
import { projectKeySchema, userIdSchema } from '../scalars.ts';
import { byteLength } from './path.ts';

const MOST_ID_BYTES = 256;

const isShort = (id: string) => byteLength(id) <= MOST_ID_BYTES;

const userId = z.string().refine(isShort, `Too long: at most ${MOST_ID_BYTES} bytes`).meta({
  description:
    'The ID of your user, set via `tracker.setUserID`: 1 to 256 bytes of UTF-8 in one path segment. An ID with a slash cannot be requested.',
  examples: userIdSchema.meta()?.examples,
  minLength: 1,
  maxLength: MOST_ID_BYTES,
});

const sessionId = z
  .string()
  .refine(isShort, `Too long: at most ${MOST_ID_BYTES} bytes`)
  .meta({
    description: 'The ID of a session: a whole number below 2^64, as a string of digits.',
    examples: ['4813023023591169'],
    pattern: '^\\d{1,20}$',
  });

const INT64 = 2n ** 63n;

const jobId = z
  .string()
  .refine((text) => /^[+-]?\d+$/.test(text) && isInt64(BigInt(text.replace(/^\+/, ''))), 'Must be a whole number')
  .meta({ description: 'The number of a job.', examples: ['22345'], pattern: '^\\d+$' });

function isInt64(value: bigint): boolean {
  return value >= -INT64 && value < INT64;
}

/** A project's key is looked up verbatim; an unknown one is refused like a wrong API key. */
const projectKey = z.string().meta({ ...projectKeySchema.meta(), pattern: '^[0-9A-Za-z_-]{1,64}$' });

export const projectPathSchema = z.object({ projectKey });
export const userPathSchema = z.object({ projectKey, userId });
export const sessionPathSchema = z.object({ projectKey, sessionId });
export const jobPathSchema = z.object({ projectKey, jobId });

export const noPathSchema = z.object({});

/** No query parameter has an effect. */
export const noQuerySchema = z.object({});

export const searchUsersQuerySchema = z.object({
  q: z
    .string()
    .optional()
    .meta({ description: 'A text to find; takes precedence over `query` in the body.', examples: ['mickael'] }),
});

/** Anything is accepted; what is not a whole number in the range is ignored. */
const numberText = z.string().optional();

export const listJobsQuerySchema = z.object({
  limit: numberText.meta({
    description: 'How many jobs a page has, 1 to 200. Anything else means 50.',
    examples: ['50'],
  }),
  page: numberText.meta({ description: 'The number of the page; the first is 1.', examples: ['1'] }),
});
