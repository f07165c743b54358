import { jobSchema } from '../api/job.ts';
import { projectKeySchema } from '../api/scalars.ts';
import type * as z from '../shared/zod.ts';

/** A stored job: as scheduled or cancelled, with its project. */
export const keptJobSchema = jobSchema.extend({ projectKey: projectKeySchema }).meta({
  id: 'KeptJob',
  title: 'Stored job',
  description: "A deletion of a user's data, as scheduled or cancelled, with its project.",
});

/** A stored job. */
export type KeptJob = z.infer<typeof keptJobSchema>;
