import { type Refusal, refuse } from '../../api/problem.ts';
import { cancelJob, deleteUser, getJob, listJobs } from '../../api/v2/operations.ts';
import { isUtf8 } from '../../api/v2/path.ts';
import type { JsonText } from '../../serve/reply.ts';
import { createRow, type Row } from '../../serve/row.ts';
import type { Backend } from '../../serve/service.ts';
import { pageOf } from './paging.ts';
import { writeData } from './write.ts';

const MOST_JOBS = 200n;
const NOT_FOUND = 'job not found';
/** The numbers of jobs that the store can look for when one is cancelled. */
const LEAST_INT32 = -(2 ** 31);
const MOST_INT32 = 2 ** 31 - 1;

/** Answers `deleteUser`: schedules the deletion, unless one is pending. */
const deleteUserRow = createRow<Backend, typeof deleteUser>(
  deleteUser,
  async ({ jobs }, { path: { projectKey, userId } }): Promise<JsonText | Refusal> => {
    if (userId.includes('\0') || !isUtf8(userId)) return refuse(500, 'failed to schedule user deletion');
    const isUnderWay = jobs
      .list(projectKey)
      .some(({ referenceId, status }) => referenceId === userId && (status === 'scheduled' || status === 'running'));
    if (isUnderWay) return refuse(409, 'a deletion job for this user is already scheduled or running');
    return writeData(await jobs.schedule(projectKey, userId));
  },
);

/** Answers `listJobs`: the newest first. */
const listJobsRow = createRow<Backend, typeof listJobs>(listJobs, ({ jobs }, { path: { projectKey }, query }) => {
  const limit = toCount(query.limit);
  const newestFirst = [...jobs.list(projectKey)].sort((a, b) => b.jobId - a.jobId);
  const { rows } = pageOf(newestFirst, { limit: limit > MOST_JOBS ? 0n : limit, page: toCount(query.page) });
  return writeData(rows);
});

/** Anything but a whole number of 1 or more is ignored. */
function toCount(text = ''): bigint {
  return /^\+?\d{1,18}$/.test(text) ? BigInt(text.replace('+', '')) : 0n;
}

/** Answers `getJob`. */
const getJobRow = createRow<Backend, typeof getJob>(getJob, ({ jobs }, { path: { projectKey, jobId } }) => {
  const job = jobs.list(projectKey).find((each) => each.jobId === Number(jobId));
  return job ? writeData(job) : refuse(404, NOT_FOUND);
});

/** Answers `cancelJob`: a finished job cannot be cancelled, unless it failed. */
const cancelJobRow = createRow<Backend, typeof cancelJob>(
  cancelJob,
  async ({ jobs }, { path: { projectKey, jobId } }): Promise<JsonText | Refusal> => {
    const id = Number(jobId);
    if (id > MOST_INT32)
      return refuse(400, `failed to cancel job: ${BigInt(jobId)} is greater than maximum value for Int4`);
    if (id < LEAST_INT32)
      return refuse(400, `failed to cancel job: ${BigInt(jobId)} is less than minimum value for Int4`);
    const job = jobs.list(projectKey).find((each) => each.jobId === id);
    if (!job) return refuse(404, NOT_FOUND);
    if (job.status === 'completed' || job.status === 'cancelled') {
      return refuse(400, `the requested job has already been ${job.status}`);
    }
    return writeData(await jobs.cancel(projectKey, id));
  },
);

export const jobRows: readonly Row<Backend>[] = [deleteUserRow, listJobsRow, getJobRow, cancelJobRow];
