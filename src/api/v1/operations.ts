import type { Operation, OperationReply } from '../operation.ts';
import { V1_PATHS } from './paths.ts';
import type { V1Release } from './release.ts';
import {
  detailReplySchema,
  errorsReplySchema,
  eventsReplySchema,
  jobReplySchema,
  jobsReplySchema,
  projectsReplySchema,
  sessionsReplySchema,
  userReplySchema,
} from './reply.ts';
import { createRequestSchemas } from './request.ts';

const refused = (description: string, error: string): OperationReply => ({
  description,
  schema: errorsReplySchema,
  examples: { refused: { summary: description, value: { errors: [error] } } },
});

/** The operations of a release (`observed: v1`). */
export function createOperations(release: V1Release) {
  const request = createRequestSchemas(release);
  const withoutKey = {
    ...(release === '1.10' ? { 403: refused('The key is missing.', 'Not authenticated') } : undefined),
    401: refused('The key is missing or wrong.', 'Invalid API Key'),
  };
  const common = { ...withoutKey, 404: refused('The project does not exist.', 'project not found.') };
  const badNumber = { description: 'A parameter is not a whole number.', schema: detailReplySchema };
  return {
    getUserSessions: {
      operationId: 'getUserSessions',
      method: 'GET',
      path: V1_PATHS.sessions,
      summary: 'Sessions of a user',
      description: 'Lists the first 50 sessions of a user that started in a window, by session ID.',
      tag: 'Sessions',
      pathParameters: request.user,
      queryParameters: request.dates,
      replies: {
        200: { description: 'The sessions; none for an unknown user.', schema: sessionsReplySchema },
        ...common,
        422: badNumber,
      },
    },
    getUser: {
      operationId: 'getUser',
      method: 'GET',
      path: V1_PATHS.user,
      summary: 'A user',
      description: 'Summarises the ended sessions of a user.',
      tag: 'Users',
      pathParameters: request.user,
      queryParameters: request.none,
      replies: { 200: { description: 'The user.', schema: userReplySchema }, ...common },
    },
    deleteUser: {
      operationId: 'deleteUser',
      method: 'DELETE',
      path: V1_PATHS.user,
      summary: 'Delete a user',
      description: 'Schedules the deletion of all data of a user, even if there is none.',
      tag: 'Users',
      pathParameters: request.user,
      queryParameters: request.none,
      replies: { 200: { description: 'The scheduled job.', schema: jobReplySchema }, ...common },
    },
    getSessionEvents: {
      operationId: 'getSessionEvents',
      method: 'GET',
      path: V1_PATHS.events,
      summary: 'Events of a session',
      description: 'Lists the events of a session of any project.',
      tag: 'Sessions',
      pathParameters: request.session,
      queryParameters: request.none,
      replies: {
        200: { description: 'The events; none for an unknown session.', schema: eventsReplySchema },
        ...common,
        422: badNumber,
      },
    },
    listJobs: {
      operationId: 'listJobs',
      method: 'GET',
      path: V1_PATHS.jobs,
      summary: 'Jobs',
      description: 'Lists the jobs of a project.',
      tag: 'Jobs',
      pathParameters: request.project,
      queryParameters: request.none,
      replies: { 200: { description: 'The jobs.', schema: jobsReplySchema }, ...common },
    },
    getJob: {
      operationId: 'getJob',
      method: 'GET',
      path: V1_PATHS.job,
      summary: 'A job',
      description: 'Returns a job with its status.',
      tag: 'Jobs',
      pathParameters: request.job,
      queryParameters: request.none,
      replies: { 200: { description: 'The job, if there is one.', schema: jobReplySchema }, ...common, 422: badNumber },
    },
    cancelJob: {
      operationId: 'cancelJob',
      method: 'DELETE',
      path: V1_PATHS.job,
      summary: 'Cancel a job',
      description: 'Cancels a job that is not due yet.',
      tag: 'Jobs',
      pathParameters: request.job,
      queryParameters: request.none,
      replies: {
        200: { description: 'The cancelled job.', schema: jobReplySchema },
        400: refused('The job has ended.', 'The request job has already been canceled/completed.'),
        ...common,
        422: badNumber,
      },
    },
    listProjects: {
      operationId: 'listProjects',
      method: 'GET',
      path: V1_PATHS.projects,
      summary: 'Projects',
      description: 'Lists the projects of the organization.',
      tag: 'Projects',
      pathParameters: request.none,
      queryParameters: request.none,
      replies: { 200: { description: 'The projects.', schema: projectsReplySchema }, ...withoutKey },
    },
  } as const satisfies Readonly<Record<string, Operation>>;
}
