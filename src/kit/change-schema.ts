import { z } from 'zod';
import { jobSchema } from '../api/job.ts';
import { epochMsSchema, projectKeySchema } from '../api/scalars.ts';
import { type Change, recordedChangeSchema } from './change.ts';
import { FASTEST_SPEED } from './clock-speed.ts';
import { faultInputSchema } from './fault.ts';
import { recordedRowSchema } from './record.ts';
import { scenarioNameSchema, scenarioTargetSchema } from './scenario.ts';

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

/** One change of a mock's state, of the settings too. */
export const changeSchema: z.ZodType<Change> = z.union([
  z.strictObject({ type: z.literal('settings'), settings: settingsSchema }),
  z.strictObject({ type: z.literal('replace'), rows: z.array(recordedRowSchema), settings: settingsSchema }),
  recordedChangeSchema,
]);
