import type { Job } from '../api/job.ts';

/** The jobs that delete what is stored of users. */
export interface Jobs {
  /** The jobs of a project, as they are at present, by number. */
  list(projectKey: string): readonly Job[];
  /** Schedules the deletion of a user's data at the next midnight of UTC. */
  schedule(projectKey: string, userId: string): Promise<Job>;
  /** Cancels a job of a project, which has to be there. */
  cancel(projectKey: string, jobId: number): Promise<Job>;
}
