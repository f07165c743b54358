import type { Job } from '../api/job.ts';

/** The jobs that delete data of users. */
export interface Jobs {
  /** The current jobs of a project, by number. */
  list(projectKey: string): readonly Job[];
  /** Schedules the deletion of a user's data at the next midnight of UTC. */
  schedule(projectKey: string, userId: string): Promise<Job>;
  /** Cancels a job of a project, which must exist. */
  cancel(projectKey: string, jobId: number): Promise<Job>;
}
