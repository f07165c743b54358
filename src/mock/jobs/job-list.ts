import type { Job } from '../../api/job.ts';
import type { Replica } from '../../journal/replica.ts';
import type { KeptJob } from '../../kit/kept-job.ts';
import type { JobSettings } from '../../kit/settings.ts';
import type { Jobs } from '../../store/jobs.ts';
import type { Setting } from '../setting.ts';

const DAY_MS = 86_400_000;

export const NO_JOBS: JobSettings = { jobs: [] };

interface JobListOptions {
  readonly setting: Pick<Setting<JobSettings>, 'value'>;
  /** What stores jobs with recorded data, across restarts too. */
  readonly replica: Replica;
  /** The mock's clock, epoch ms. */
  readonly now: () => number;
  /** The number of a project. */
  readonly projectId: (projectKey: string) => number;
  /** Jobs that existed before. */
  readonly given?: readonly KeptJob[];
}

/**
 * The jobs that delete data of users. A job is done as soon as the clock shows that it is due: the user's earlier data
 * is then no longer shown.
 */
export class JobList implements Jobs {
  readonly #options: JobListOptions;

  constructor(options: JobListOptions) {
    this.#options = options;
  }

  list(projectKey: string): readonly Job[] {
    return this.#all()
      .filter((job) => job.projectKey === projectKey)
      .map((job) => toJob(this.#atPresent(job)))
      .sort((a, b) => a.jobId - b.jobId);
  }

  async schedule(projectKey: string, userId: string): Promise<Job> {
    const now = this.#options.now();
    const job: Omit<KeptJob, 'jobId'> = {
      description: `Delete user sessions of userId = ${userId}`,
      status: 'scheduled',
      projectId: this.#options.projectId(projectKey),
      action: 'delete_user_data',
      referenceId: userId,
      createdAt: now,
      updatedAt: now,
      startAt: Math.floor(now / DAY_MS + 1) * DAY_MS,
      errors: null,
      projectKey,
    };
    // in the order of the API: a reply writes its fields in this order
    return this.#put((all) => ({ jobId: 1 + all.reduce((most, { jobId }) => Math.max(most, jobId), 0), ...job }));
  }

  async cancel(projectKey: string, jobId: number): Promise<Job> {
    return this.#put((all) => {
      const found = all.find((job) => job.projectKey === projectKey && job.jobId === jobId);
      return found && { ...found, status: 'cancelled', updatedAt: this.#options.now() };
    });
  }

  /** Whether any data may have been deleted. */
  get isEmpty(): boolean {
    return this.#options.setting.value.jobs.length === 0;
  }

  /** Until when the data of a user was deleted, epoch ms; 0 if never. */
  deletedUntil(projectKey: string, userId: string): number {
    if (this.isEmpty) return 0;
    return this.#options.setting.value.jobs
      .filter((job) => job.projectKey === projectKey && job.referenceId === userId)
      .map((job) => this.#atPresent(job))
      .reduce((until, { status, startAt }) => (status === 'completed' ? Math.max(until, startAt) : until), 0);
  }

  /** The given jobs as far as they are unchanged, and the others. */
  #all(): readonly KeptJob[] {
    const { given = [], setting } = this.#options;
    const { jobs } = setting.value;
    const changed = new Set(jobs.map(({ jobId }) => jobId));
    return [...given.filter(({ jobId }) => !changed.has(jobId)), ...jobs];
  }

  /** Creates or changes a job, drafted from all existing ones; returns it once the change is made. */
  async #put(draft: (all: readonly KeptJob[]) => KeptJob | undefined): Promise<Job> {
    let job: KeptJob | undefined;
    await this.#options.replica.commit(() => {
      const drafted = draft(this.#all());
      job = drafted;
      const { jobs } = this.#options.setting.value;
      return drafted && { type: 'jobs', jobs: [...jobs.filter(({ jobId }) => jobId !== drafted.jobId), drafted] };
    });
    if (!job) throw new TypeError('Failed to change a job: this project has no job with this number.');
    return toJob(job);
  }

  #atPresent(job: KeptJob): KeptJob {
    const isDue = job.status === 'scheduled' && job.startAt <= this.#options.now();
    return isDue ? { ...job, status: 'completed', updatedAt: job.startAt } : job;
  }
}

function toJob({ projectKey: _, ...job }: KeptJob): Job {
  return job;
}
