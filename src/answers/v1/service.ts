import { compareSessionIds, toSessionId, unquoteLongIds } from '../../api/any-session-id.ts';
import { refuse } from '../../api/problem.ts';
import { createV1Api } from '../../api/v1/api.ts';
import { createOperations } from '../../api/v1/operations.ts';
import type { V1Release } from '../../api/v1/release.ts';
import { readWholeNumber } from '../../api/v1/whole-number.ts';
import { toJsonBody } from '../../serve/json-body.ts';
import { JsonText } from '../../serve/reply.ts';
import { createRow, type Row } from '../../serve/row.ts';
import type { Backend, Service } from '../../serve/service.ts';
import { extentOf } from '../../shared/extent.ts';
import { inSlices } from '../../shared/slices.ts';
import type { UserSession } from '../../store/sessions.ts';
import { toWireEvents } from './events.ts';
import { toWireProjects } from './projects.ts';

const MOST_SESSIONS = 50;
/** A number with more digits than this is beyond the range of the last release. */
const MOST_FLOAT_DIGITS = 308;

/** The service of v1, as in a release. */
export function createV1Service(release: V1Release): Service {
  const operations = createOperations(release);
  const read = (text: string) => {
    const number = readWholeNumber(text, release);
    return 'value' in number ? number.value : 0n;
  };
  const failed = () => refuse(500, 'Internal Server Error');
  const rows: readonly Row<Backend>[] = [
    createRow<Backend, typeof operations.getUserSessions>(
      operations.getUserSessions,
      async ({ loadSessions, loadAnalytics }, { path: { projectKey, userId }, query: { start_date, end_date } }) => {
        if (userId.includes('\0')) return failed();
        const [from, to] = [start_date, end_date].map((date) => (date === undefined ? undefined : read(date)));
        const isInside = ({ facts: { startTs } }: UserSession) =>
          (from === undefined || BigInt(startTs) >= from) && (to === undefined || BigInt(startTs) <= to);
        const sessions = await loadSessions();
        const found = (await sessions.ofUser(projectKey, userId)).filter(isInside);
        const first = found.sort((a, b) => compareSessionIds(a.id, b.id)).slice(0, MOST_SESSIONS);
        const projectId = (await loadAnalytics()).project(projectKey)?.projectId ?? 0;
        return { data: first.map((session) => toSummary(session, projectId, userId)) };
      },
    ),
    createRow<Backend, typeof operations.getUser>(
      operations.getUser,
      async ({ loadSessions }, { path: { projectKey, userId } }) => {
        if (userId.includes('\0')) return failed();
        const sessions = await loadSessions();
        const ended = (await sessions.ofUser(projectKey, userId)).filter(({ facts }) => facts.duration !== null);
        if (ended.length === 0) return { data: null };
        const starts = ended.map(({ facts }) => facts.startTs);
        const [firstSeen, lastSeen] = extentOf(starts);
        return { data: { userId, sessionCount: ended.length, lastSeen, firstSeen } };
      },
    ),
    createRow<Backend, typeof operations.deleteUser>(
      operations.deleteUser,
      async ({ jobs }, { path: { projectKey, userId } }) =>
        userId.includes('\0') ? failed() : { data: await jobs.schedule(projectKey, userId) },
    ),
    createRow<Backend, typeof operations.getSessionEvents>(
      operations.getSessionEvents,
      async ({ loadSessions }, { path: { sessionId } }) => {
        const id = read(sessionId);
        if (release === 'last' && String(id).length > MOST_FLOAT_DIGITS) return failed();
        const found = id > 0n ? await (await loadSessions()).find(toSessionId(String(id))) : undefined;
        const data = found ? await inSlices(toWireEvents(found, release)) : [];
        return new JsonText([await toJsonBody({ data }, unquoteLongIds)]);
      },
    ),
    createRow<Backend, typeof operations.listJobs>(operations.listJobs, ({ jobs }, { path: { projectKey } }) => ({
      data: [...jobs.list(projectKey)],
    })),
    createRow<Backend, typeof operations.getJob>(operations.getJob, ({ jobs }, { path: { projectKey, jobId } }) => ({
      data: jobs.list(projectKey).find((job) => BigInt(job.jobId) === read(jobId)) ?? {},
    })),
    createRow<Backend, typeof operations.cancelJob>(
      operations.cancelJob,
      async ({ jobs }, { path: { projectKey, jobId } }) => {
        const job = jobs.list(projectKey).find((each) => BigInt(each.jobId) === read(jobId));
        if (!job) return refuse(404, 'Job not found.');
        if (job.status !== 'scheduled') return refuse(400, 'The request job has already been canceled/completed.');
        return { data: await jobs.cancel(projectKey, job.jobId) };
      },
    ),
    createRow<Backend, typeof operations.listProjects>(operations.listProjects, async ({ loadAnalytics }) => ({
      data: toWireProjects((await loadAnalytics()).projects(), release),
    })),
  ];
  return { api: createV1Api(release, operations), rows };
}

function toSummary({ id, facts }: UserSession, projectId: number, userId: string) {
  return {
    projectId,
    sessionId: String(id),
    userUuid: facts.userUuid,
    userId,
    userOs: facts.userOs,
    userBrowser: facts.userBrowser,
    userDevice: facts.userDevice,
    userCountry: facts.userCountry,
    startTs: facts.startTs,
    duration: facts.duration,
    eventsCount: facts.eventsCount,
    pagesCount: facts.pagesCount,
    errorsCount: facts.errorsCount,
  };
}
