import * as z from '../../shared/zod.ts';

const count = z.int().min(0);

const windowSchema = z.looseObject({}).describe('The window that shows it, to be drawn.');

const resultSchema = z.strictObject({
  id: z.string(),
  level: z.enum(['MUST', 'SHOULD']),
  title: z.string(),
  source: z.string(),
  outcome: z.enum(['met', 'not met', 'skipped']),
  reason: z.string().optional().describe('Why it was skipped.'),
  follows: z.string().optional().describe('The requirement that explains why this one could not be met.'),
  expected: z.string().optional(),
  received: z.string().optional(),
  isKnown: z.boolean().optional().describe('Whether it was known not to be met.'),
  diagnosis: z.string().optional().describe('The likely cause.'),
  curl: z.string().optional().describe('A line for a shell that repeats the request.'),
  command: z.string().optional().describe('The command that sends the same requests again.'),
  window: windowSchema.optional(),
  durationMs: z.number().min(0),
});

const summarySchema = z.strictObject({
  baseUrl: z.string(),
  seed: count.describe('Repeats the random choices of the run.'),
  met: count,
  notMet: count.describe('MUST requirements that are not met.'),
  shouldNotMet: count.describe('SHOULD requirements that are not met.'),
  skipped: count.describe('Requirements that were skipped.'),
  known: count.describe('Requirements that are not met, as was known.'),
  metAgain: z.array(z.string()).describe('Requirements that were known not to be met, and are met.'),
  leftOut: z.array(z.string()).describe('Requirements that are left out at the depth of the run.'),
  requests: count,
  durationMs: z.number().min(0),
  incomplete: z.string().optional().describe('Why the run could not be completed.'),
  dates: z.string().optional().describe('How the server reads the dates.'),
});

/** The output of the JSON reporter. */
export const reportSchema = z
  .strictObject({
    $schema: z.string(),
    version: z.string().describe('The version of openreplay-kit.'),
    startedAt: z.iso.datetime(),
    exitCode: z.literal([0, 1, 2, 130]).describe('The exit code of the command.'),
    summary: summarySchema,
    results: z.array(resultSchema),
  })
  .meta({ title: 'Report of openreplay-kit verify' });
