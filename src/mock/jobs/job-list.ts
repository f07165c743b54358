import type { Job } from '../../api/job.ts';
import type { Replica } from '../../journal/replica.ts';
import { recordedPart } from '../../kit/change.ts';
import type { KeptJob } from '../../kit/kept-job.ts';
import type { Jobs } from '../../store/jobs.ts';

const DAY_MS = 86_400_000;

/** What a list of jobs needs. */
export interface JobListOptions {
  /** What keeps the jobs beside what is recorded, over a restart too. */
  readonly replica: Replica;
  /** The mock's clock, epoch ms. */
  readonly now: () => number;
  /** The number of a project. */
  readonly projectId: (projectKey: string) => number;
  /** Jobs that were there before. */
  readonly given?: readonly KeptJob[];
}

/**
 * The jobs that delete what is stored of users. A job is done as soon as the clock shows that it is due: what was there of
 * the user before is then no longer shown.
 */
export class JobList implements Jobs {
  readonly #options: JobListOptions;
  /** Those that somebody scheduled or cancelled. */
  #changed: readonly KeptJob[] = [];

  constructor(options: JobListOptions) {
    this.#options = options;
    options.replica.onChange((change) => {
      const recorded = recordedPart(change);
      if (recorded?.type === 'jobs' || recorded?.type === 'replace') this.#changed = recorded.jobs ?? [];
    });
  }

  /** The jobs that somebody scheduled or cancelled, each as it was left. */
  get kept(): readonly KeptJob[] {
    return this.#changed;
  }

  list(projectKey: string): readonly Job[] {
    return this.#all()
      .filter((job) => job.projectKey === projectKey)
      .map((job) => toJob(this.#atPresent(job)))
      .sort((a, b) => a.jobId - b.jobId);
  }

  async schedule(projectKey: string, userId: string): Promise<Job> {
    const now = this.#options.now();
    return this.#put(() => ({
      jobId: 1 + this.#all().reduce((most, { jobId }) => Math.max(most, jobId), 0),
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
    }));
  }

  async cancel(projectKey: string, jobId: number): Promise<Job> {
    return this.#put(() => {
      const found = this.#all().find((job) => job.projectKey === projectKey && job.jobId === jobId);
      if (!found) throw new TypeError(`Failed to cancel a job: ${projectKey} has none of number ${jobId}.`);
      return { ...found, status: 'cancelled', updatedAt: this.#options.now() };
    });
  }

  /** Whether any data may have been deleted. */
  get isEmpty(): boolean {
    return this.#changed.length === 0;
  }

  /** Until when the data of a user was deleted, epoch ms; that of no time counts as 0. */
  deletedUntil(projectKey: string, userId: string): number {
    if (this.isEmpty) return 0;
    return this.#changed
      .filter((job) => job.projectKey === projectKey && job.referenceId === userId)
      .map((job) => this.#atPresent(job))
      .reduce((until, { status, startAt }) => (status === 'completed' ? Math.max(until, startAt) : until), 0);
  }

  /** Those that were given, as far as they were left alone, and the others. */
  #all(): readonly KeptJob[] {
    const { given = [] } = this.#options;
    const changed = new Set(this.#changed.map(({ jobId }) => jobId));
    return [...given.filter(({ jobId }) => !changed.has(jobId)), ...this.#changed];
  }

  /** Keeps a job that is drafted from the jobs as they are then, and gives it. */
  async #put(draft: () => KeptJob): Promise<Job> {
    let job: KeptJob | undefined;
    await this.#options.replica.commit(() => {
      const drafted = draft();
      job = drafted;
      return { type: 'jobs', jobs: [...this.#changed.filter(({ jobId }) => jobId !== drafted.jobId), drafted] };
    });
    if (!job) throw new TypeError('Failed to keep a job: it was not drafted.');
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
