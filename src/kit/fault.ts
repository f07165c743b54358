import { projectKeySchema, userIdSchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';

/** The longest time that a reply is held back, in milliseconds. */
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
      error: `expected whole milliseconds from 0 to ${LONGEST_DELAY_MS}, { minMs, maxMs } or { p50Ms, p90Ms, p99Ms } of such`,
    },
  )
  .meta({
    description:
      'How long a reply is held back: a fixed time, evenly between two times, or spread so that half, nine tenths and 99 of 100 replies are below the percentiles. Up to 600000 ms.',
    examples: [250, { minMs: 100, maxMs: 900 }, { p50Ms: 200, p90Ms: 800, p99Ms: 3000 }],
  });

/** Objects that have all of these fields; linters ask that what is required is described. */
const having = (...required: string[]) => ({
  properties: Object.fromEntries(required.map((name) => [name, {}])),
  required,
});

/**
 * What the refinements below refuse, as JSON Schema. All of it stands under one `not`, as generators of clients leave that
 * alone, and make types out of everything else.
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
      .meta({ description: 'Status of the refusal that is sent instead of the reply.', examples: [503] }),
    message: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta({ description: 'The sentence of that refusal.', examples: ['The service is down for maintenance.'] }),
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
          'The connection is closed without a reply. While such a fault is set, every reply ends its connection, as clients repeat a request by themselves when a connection breaks that they had used before.',
        examples: [true],
      }),
    cut: z
      .number()
      .min(0)
      .lt(1)
      .optional()
      .meta({
        description: 'The share of the body that is sent before the connection breaks, 0 to below 1.',
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
      .meta({ description: 'It applies to the next so many requests, then it is over.', examples: [3] }),
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

/** Something that goes wrong on purpose; it applies to everything that it does not rule out. */
export type FaultInput = z.input<typeof faultInputSchema>;

/** How long replies are held back, in milliseconds: fixed, evenly between two times, or spread by percentiles. */
export type Latency = z.infer<typeof latencySchema>;
