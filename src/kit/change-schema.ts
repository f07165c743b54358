import { keptSessionIdSchema } from '../api/any-session-id.ts';
import { projectKeySchema, userIdSchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';
import { keptJobSchema } from './kept-job.ts';
import { recordedEventSchema, recordedRowSchema } from './record.ts';
import { sessionFactsInputSchema } from './session-facts.ts';

/** One change of recorded data. */
export const recordedChangeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('record'), rows: z.array(recordedRowSchema).min(1) }),
  z.strictObject({
    type: z.literal('replace'),
    rows: z.array(recordedRowSchema),
    jobs: z.array(keptJobSchema).optional(),
  }),
  z.strictObject({ type: z.literal('jobs'), jobs: z.array(keptJobSchema) }),
  z.strictObject({
    type: z.literal('session'),
    projectKey: projectKeySchema,
    userId: userIdSchema,
    sessionId: keptSessionIdSchema,
    events: z.array(recordedEventSchema),
    facts: sessionFactsInputSchema.optional(),
  }),
]);

/**
 * One change of recorded data: rows were added (`record`), everything was replaced with the given rows (`replace`), one
 * session was replaced with the given events, or removed if there are none (`session`), or the deletion jobs were
 * replaced with the given ones (`jobs`).
 */
export type RecordedChange = z.infer<typeof recordedChangeSchema>;
