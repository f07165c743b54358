import * as z from '../shared/zod.ts';

const ms = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .meta({ description, examples: [example] });

const text = (description: string, example: string) => z.string().meta({ description, examples: [example] });

/** A job that deletes a user's data, as v1 and v2 report it. */
export const jobSchema = z
  .object({
    jobId: z
      .int()
      .min(1)
      .meta({ description: 'The number of the job.', examples: [22345] }),
    description: text('What the job does.', 'Delete user sessions of userId = mickael@openreplay.com'),
    status: z
      .enum(['scheduled', 'running', 'completed', 'failed', 'cancelled'])
      .meta({ description: 'The status of the job.', examples: ['scheduled'] }),
    projectId: z
      .int()
      .min(1)
      .meta({ description: 'The number of the project.', examples: [1] }),
    action: z.literal('delete_user_data').meta({ description: 'The kind of job.', examples: ['delete_user_data'] }),
    referenceId: text('The ID of the user whose data is deleted.', 'mickael@openreplay.com'),
    createdAt: ms('When it was scheduled, in epoch milliseconds.', 1623912962910),
    updatedAt: z
      .int()
      .min(0)
      .nullable()
      .meta({ description: 'When its status last changed, in epoch milliseconds.', examples: [1623912962910] }),
    startAt: ms('When it is due, in epoch milliseconds: the UTC midnight after it was scheduled.', 1623974400000),
    errors: z
      .string()
      .nullable()
      .meta({ description: 'Why it failed.', examples: [null] }),
  })
  .meta({ id: 'Job', title: 'Job', description: "The deletion of a user's data." });

export type Job = z.infer<typeof jobSchema>;
