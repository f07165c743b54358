import { jobSchema } from '../api/job.ts';
import { projectKeySchema } from '../api/scalars.ts';
import type * as z from '../shared/zod.ts';

/** A job as it is kept: as it was left by who scheduled or cancelled it, with the project that it is of. */
export const keptJobSchema = jobSchema.extend({ projectKey: projectKeySchema });

/** A job as it is kept. */
export type KeptJob = z.infer<typeof keptJobSchema>;
