import type { Job } from '../api/job.ts';

/** The jobs of a mock that somebody made or changed. */
export interface JobSettings {
  /** Those that were scheduled or cancelled, each as it was left; by number in a project. */
  readonly jobs: readonly (Job & { readonly projectKey: string })[];
}
