import type { z } from 'zod';
import { jobSchema } from '../api/job.ts';
import { projectKeySchema } from '../api/scalars.ts';

/** A job as it is kept: as it was left by who scheduled or cancelled it, with the project that it is of. */
export const keptJobSchema = jobSchema.extend({ projectKey: projectKeySchema });

/** A job as it is kept. */
export type KeptJob = z.infer<typeof keptJobSchema>;
