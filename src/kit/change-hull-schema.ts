import { z } from 'zod';
import { keptSessionIdSchema } from '../api/any-session-id.ts';
import { jobSchema } from '../api/job.ts';
import { epochMsSchema, projectKeySchema, userIdSchema } from '../api/scalars.ts';
import { FASTEST_SPEED } from './clock-speed.ts';
import { faultInputSchema } from './fault.ts';
import { anyList, rowHullSchema } from './record.ts';
import { scenarioNameSchema, scenarioTargetSchema } from './scenario.ts';
import { sessionFactsInputSchema } from './session-facts.ts';

const count = z.int().min(0);

const settingsSchema = z.strictObject({
  scenarios: z.strictObject({
    on: z.array(z.strictObject({ name: scenarioNameSchema, target: scenarioTargetSchema, use: count })),
    uses: count,
  }),
  faults: z.strictObject({
    set: z.array(z.strictObject({ id: z.string().min(1), fault: faultInputSchema })),
    added: count,
    round: count,
  }),
  clock: z.strictObject({ now: epochMsSchema, at: z.number(), speed: z.number().min(0).max(FASTEST_SPEED) }),
  jobs: z.strictObject({ jobs: z.array(jobSchema.extend({ projectKey: projectKeySchema })) }),
});

/**
 * One change of a mock's state, whatever its events are: to check those that another mock has checked before takes longer
 * than all else.
 */
export const changeHullSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('settings'), settings: settingsSchema }),
  z.strictObject({ type: z.literal('replace'), rows: z.array(rowHullSchema), settings: settingsSchema.optional() }),
  z.strictObject({ type: z.literal('record'), rows: z.array(rowHullSchema).min(1) }),
  z.strictObject({
    type: z.literal('session'),
    projectKey: projectKeySchema,
    userId: userIdSchema,
    sessionId: keptSessionIdSchema,
    events: anyList,
    facts: sessionFactsInputSchema.optional(),
  }),
]);
