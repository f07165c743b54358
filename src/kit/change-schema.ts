import { keptSessionIdSchema } from '../api/any-session-id.ts';
import { projectKeySchema, userIdSchema } from '../api/scalars.ts';
import * as z from '../shared/zod.ts';
import { keptJobSchema } from './kept-job.ts';
import { recordedEventSchema, recordedRowSchema } from './record.ts';
import { sessionFactsInputSchema } from './session-facts.ts';

/** One change of what is recorded. */
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
 * One change of what is recorded: rows were added (`record`), all was replaced by the rows given (`replace`), one session
 * was replaced by the events given, or removed where there are none (`session`), or the deletions of users' data were
 * replaced by those given (`jobs`).
 */
export type RecordedChange = z.infer<typeof recordedChangeSchema>;
