import { jobSchema } from '../api/job.ts';
import { projectKeySchema } from '../api/scalars.ts';
import type * as z from '../shared/zod.ts';

/** A job as it is kept: as it was left by who scheduled or cancelled it, with the project that it is of. */
export const keptJobSchema = jobSchema.extend({ projectKey: projectKeySchema }).meta({
  id: 'KeptJob',
  title: 'Job as it is kept',
  description: 'A deletion of the data of a user, as it was scheduled or cancelled, with the project that it is of.',
});

/** A job as it is kept. */
export type KeptJob = z.infer<typeof keptJobSchema>;
