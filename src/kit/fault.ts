import { projectKeySchema, userIdSchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';

/** The longest delay of a reply, in milliseconds. */
export const LONGEST_DELAY_MS = 600_000;

const delayMsSchema = z.int().min(0).max(LONGEST_DELAY_MS);

const latencySchema = z
  .union(
    [
      delayMsSchema.meta({ description: 'The same delay for each reply, in milliseconds.' }),
      z
        .strictObject({ minMs: delayMsSchema, maxMs: delayMsSchema })
        .refine(({ minMs, maxMs }) => minMs <= maxMs, 'minMs must not be above maxMs'),
      z
        .strictObject({ p50Ms: delayMsSchema, p90Ms: delayMsSchema, p99Ms: delayMsSchema })
        .refine(({ p50Ms, p90Ms, p99Ms }) => p50Ms <= p90Ms && p90Ms <= p99Ms, 'percentiles must not decrease'),
    ],
    {
      error: `expected whole milliseconds from 0 to ${LONGEST_DELAY_MS}, or { minMs, maxMs } or { p50Ms, p90Ms, p99Ms }`,
    },
  )
  .meta({
    description:
      'The delay of a reply: a fixed time, uniform between two times, or distributed so that 50 %, 90 % and 99 % of replies are below the percentiles. Up to 600000 ms.',
    examples: [250, { minMs: 100, maxMs: 900 }, { p50Ms: 200, p90Ms: 800, p99Ms: 3000 }],
  });

/** Objects that have all of these fields; linters require a schema for each required field. */
const having = (...required: string[]) => ({
  properties: Object.fromEntries(required.map((name) => [name, {}])),
  required,
});

/**
 * What the refinements below refuse, as JSON Schema. All of it is under one `not`, which client generators ignore,
 * while they turn everything else into types.
 */
const ALWAYS_REFUSED = {
  anyOf: [
    { not: { anyOf: [having('status'), having('latency'), having('drop'), having('cut')] } },
    having('status', 'drop'),
    having('status', 'cut'),
    having('drop', 'cut'),
    { ...having('message'), not: having('status') },
    { ...having('retryAfterSeconds'), not: having('status') },
  ],
};

/** Something that goes wrong on purpose. */
export const faultInputSchema = z
  .strictObject({
    status: z
      .int()
      .min(400)
      .max(599)
      .optional()
      .meta({ description: 'Status of the refusal sent instead of the reply.', examples: [503] }),
    message: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'The message of that refusal.', examples: ['The service is down for maintenance.'] }),
    retryAfterSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .optional()
      .meta({ description: 'Value of the Retry-After header of that refusal, in seconds.', examples: [30] }),
    latency: latencySchema.optional(),
    drop: z
      .literal(true)
      .optional()
      .meta({
        description:
          'The connection is closed without a reply. While such a fault is set, every reply closes its connection, as clients automatically retry a request if a reused connection breaks.',
        examples: [true],
      }),
    cut: z
      .number()
      .min(0)
      .lt(1)
      .optional()
      .meta({
        description: 'The share of the body sent before the connection breaks, from 0 to below 1.',
        examples: [0.5],
      }),
    rate: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .meta({
        description: 'The share of requests that it applies to, above 0 to 1. All if left out.',
        examples: [0.2],
      }),
    times: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .meta({ description: 'The fault applies to this many requests, then it is used up.', examples: [3] }),
    projectKey: projectKeySchema.optional(),
    userId: userIdSchema.optional(),
  })
  .refine(
    ({ status, latency, drop, cut }) => [status, latency, drop, cut].some((effect) => effect !== undefined),
    'must say what goes wrong: status, latency, drop or cut',
  )
  .refine(
    ({ status, drop, cut }) => [status, drop, cut].filter((effect) => effect !== undefined).length <= 1,
    'must have one of status, drop and cut, not several',
  )
  .refine(
    ({ status, message, retryAfterSeconds }) => status !== undefined || (message ?? retryAfterSeconds) === undefined,
    'message and retryAfterSeconds belong to a status',
  )
  .meta({
    id: 'FaultInput',
    title: 'Fault to set',
    examples: [{ status: 503, retryAfterSeconds: 30, rate: 0.2 }],
    description: 'Something that goes wrong on purpose: for all requests, for some of them, or for one user.',
    not: ALWAYS_REFUSED,
  });

/** Something that goes wrong on purpose; it applies to all requests that it does not exclude. */
export type FaultInput = z.input<typeof faultInputSchema>;

/** The delay of replies in milliseconds: fixed, uniform between two times, or distributed by percentiles. */
export type Latency = z.infer<typeof latencySchema>;
