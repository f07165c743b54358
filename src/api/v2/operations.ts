import type { Operation, OperationReply } from '../operation.ts';
import { V2_PATHS } from './paths.ts';
import { MOST_BODY_BYTES } from './refusals.ts';
import {
  errorReplySchema,
  jobReplySchema,
  jobsReplySchema,
  projectReplySchema,
  projectsReplySchema,
  sessionEventsReplySchema,
  userReplySchema,
  userSessionsReplySchema,
  usersReplySchema,
} from './reply.ts';
import {
  jobPathSchema,
  listJobsQuerySchema,
  noPathSchema,
  noQuerySchema,
  projectPathSchema,
  searchUsersQuerySchema,
  sessionPathSchema,
  userPathSchema,
} from './request.ts';
import { searchUsersRequestSchema, sessionEventsRequestSchema, userSessionsRequestSchema } from './requests.ts';

const refusal = (description: string, ...texts: readonly [string, ...string[]]): OperationReply => ({
  description,
  schema: errorReplySchema,
  examples: Object.fromEntries(texts.map((error, at) => [`error${at + 1}`, { summary: error, value: { error } }])),
});

const LONG_USER_ID = 'userID exceeds maximum length of 256 characters';
const NOT_ALLOWED = {
  description:
    'The API key is missing or wrong, or the project is unknown. There is no body, and the three cannot be distinguished.',
};
const TOO_LARGE = refusal('The body has more than 131072 bytes.', 'http: request body too large');
const BROKEN = (request: string) => [
  'invalid JSON body',
  `Key: '${request}.Limit' Error:Field validation for 'Limit' failed on the 'max' tag`,
];

const IN_BYTES = {
  required: true,
  mayBeEmpty: true,
  checkedBy: 'answer',
  form: 'bytes',
  mostBytes: MOST_BODY_BYTES,
} as const;

const WINDOW = { startTimestamp: 1623440822825, endTimestamp: 1623440920846 };

/** The sessions of a user, from the events in a window (`observed: v2`). */
export const listUserSessions = {
  operationId: 'listUserSessions',
  method: 'POST',
  path: V2_PATHS.sessions,
  summary: 'Sessions of a user',
  description:
    'Lists the sessions of a user, page by page. They are computed from the events in the window, so a session that extends beyond it has a different count, start and end.',
  tag: 'Sessions',
  pathParameters: userPathSchema,
  queryParameters: noQuerySchema,
  body: {
    ...IN_BYTES,
    schema: userSessionsRequestSchema,
    example: { ...WINDOW, limit: 50, page: 1, sortOrder: 'desc' },
  },
  replies: {
    200: {
      description: 'The page. `total` is read from its rows: it is 0 if there are none, also beyond the last page.',
      schema: userSessionsReplySchema,
      examples: {
        documented: {
          summary: 'The session of the documented example',
          value: {
            data: {
              total: 1,
              sessions: [
                { sessionId: '4813023023591169', eventsCount: 6, startTs: 1623440905000, endTs: 1623440919000 },
              ],
            },
          },
        },
        empty: { summary: 'A user without events in the window', value: { data: { total: 0, sessions: null } } },
      },
    },
    400: refusal(
      'The ID of the user is too long, or the body breaks a rule.',
      ...withFirst(LONG_USER_ID, BROKEN('UserSessionsRequest')),
    ),
    401: NOT_ALLOWED,
    413: TOO_LARGE,
    500: refusal('The store cannot represent a bound in the year 10000 or later.', 'failed to get user sessions'),
  },
} as const satisfies Operation;

/** The profile of a user (`observed: v2`). */
export const getUser = {
  operationId: 'getUser',
  method: 'GET',
  path: V2_PATHS.user,
  summary: 'A user',
  description: 'Returns the profile of a user. Nothing is null, and all texts are escaped for HTML.',
  tag: 'Users',
  pathParameters: userPathSchema,
  queryParameters: noQuerySchema,
  replies: {
    200: { description: 'The user.', schema: userReplySchema },
    400: refusal('The ID of the user is too long.', LONG_USER_ID),
    401: NOT_ALLOWED,
    404: refusal('No user with this ID has been identified.', 'user not found'),
  },
} as const satisfies Operation;

/** Schedules the deletion of a user's data (`observed: v2`). */
export const deleteUser = {
  operationId: 'deleteUser',
  method: 'DELETE',
  path: V2_PATHS.user,
  summary: 'Delete a user',
  description: "Schedules a job that deletes a user's data at the next UTC midnight. The data stays until then.",
  tag: 'Users',
  pathParameters: userPathSchema,
  queryParameters: noQuerySchema,
  replies: {
    200: { description: 'The job, also for an unknown user.', schema: jobReplySchema },
    400: refusal('The ID of the user is too long.', LONG_USER_ID),
    401: NOT_ALLOWED,
    409: refusal('Such a job exists already.', 'a deletion job for this user is already scheduled or running'),
    500: refusal('The ID contains characters that the store cannot hold.', 'failed to schedule user deletion'),
  },
} as const satisfies Operation;

/** Finds users (`observed: v2`). */
export const searchUsers = {
  operationId: 'searchUsers',
  method: 'POST',
  path: V2_PATHS.users,
  summary: 'Search users',
  description: 'Finds users by a text and by conditions, page by page.',
  tag: 'Users',
  pathParameters: projectPathSchema,
  queryParameters: searchUsersQuerySchema,
  body: { ...IN_BYTES, schema: searchUsersRequestSchema, example: { query: 'mickael', limit: 50, page: 1 } },
  replies: {
    200: { description: 'The page. `total` is 0 if it has no users.', schema: usersReplySchema },
    400: refusal('The body breaks a rule.', ...withFirst('invalid JSON body', [])),
    401: NOT_ALLOWED,
    413: TOO_LARGE,
    500: refusal('The sort column is not in the reply.', 'failed to search users'),
  },
} as const satisfies Operation;

/** The events of a session (`observed: v2`). */
export const listSessionEvents = {
  operationId: 'listSessionEvents',
  method: 'POST',
  path: V2_PATHS.events,
  summary: 'Events of a session',
  description:
    'Lists the events of a session in a window, page by page. Events hidden by the project are left out, so there may be fewer than the list of sessions counts; those of other users are included.',
  tag: 'Sessions',
  pathParameters: sessionPathSchema,
  queryParameters: noQuerySchema,
  body: {
    ...IN_BYTES,
    schema: sessionEventsRequestSchema,
    example: { ...WINDOW, limit: 100, page: 1, sortOrder: 'asc' },
  },
  replies: {
    200: { description: 'The page. `total` is 0 if it has no events.', schema: sessionEventsReplySchema },
    400: refusal(
      'The ID of the session is too long, or the body breaks a rule.',
      'sessionID exceeds maximum length of 256 characters',
      ...BROKEN('EventsSearchRequest'),
    ),
    401: NOT_ALLOWED,
    413: TOO_LARGE,
    500: refusal('The ID of the session is not a number, or a filter is on an event.', 'failed to search events'),
  },
} as const satisfies Operation;

/** Lists jobs (`observed: v2`). */
export const listJobs = {
  operationId: 'listJobs',
  method: 'GET',
  path: V2_PATHS.jobs,
  summary: 'Jobs of a project',
  description: 'Lists the jobs of a project, the newest first, page by page.',
  tag: 'Jobs',
  pathParameters: projectPathSchema,
  queryParameters: listJobsQuerySchema,
  replies: {
    200: { description: 'The page.', schema: jobsReplySchema },
    401: NOT_ALLOWED,
  },
} as const satisfies Operation;

const NO_NUMBER = 'invalid path param jobID: strconv.Atoi: parsing "x": invalid syntax';

/** Reads a job (`observed: v2`). */
export const getJob = {
  operationId: 'getJob',
  method: 'GET',
  path: V2_PATHS.job,
  summary: 'A job',
  description: 'Returns a job with its status.',
  tag: 'Jobs',
  pathParameters: jobPathSchema,
  queryParameters: noQuerySchema,
  replies: {
    200: { description: 'The job.', schema: jobReplySchema },
    400: refusal('The job number is not a number.', NO_NUMBER),
    401: NOT_ALLOWED,
    404: refusal('The project has no such job.', 'job not found'),
  },
} as const satisfies Operation;

/** Cancels a job (`observed: v2`). */
export const cancelJob = {
  operationId: 'cancelJob',
  method: 'DELETE',
  path: V2_PATHS.job,
  summary: 'Cancel a job',
  description: 'Cancels a job that is scheduled or running, or that failed.',
  tag: 'Jobs',
  pathParameters: jobPathSchema,
  queryParameters: noQuerySchema,
  replies: {
    200: { description: 'The cancelled job.', schema: jobReplySchema },
    400: refusal(
      'The job has ended, or its number is not a number.',
      'the requested job has already been completed',
      'the requested job has already been cancelled',
      NO_NUMBER,
    ),
    401: NOT_ALLOWED,
    404: refusal('The project has no such job.', 'job not found'),
  },
} as const satisfies Operation;

/** Lists projects (`observed: v2`). */
export const listProjects = {
  operationId: 'listProjects',
  method: 'GET',
  path: V2_PATHS.projects,
  summary: 'Projects',
  description: 'Lists the projects.',
  tag: 'Projects',
  pathParameters: noPathSchema,
  queryParameters: noQuerySchema,
  replies: { 200: { description: 'The projects.', schema: projectsReplySchema }, 401: NOT_ALLOWED },
} as const satisfies Operation;

/** Reads a project (`observed: v2`). */
export const getProject = {
  operationId: 'getProject',
  method: 'GET',
  path: V2_PATHS.project,
  summary: 'A project',
  description: 'Returns a project.',
  tag: 'Projects',
  pathParameters: projectPathSchema,
  queryParameters: noQuerySchema,
  replies: { 200: { description: 'The project.', schema: projectReplySchema }, 401: NOT_ALLOWED },
} as const satisfies Operation;

/** All operations, in reading order. */
export const operations: readonly Operation[] = [
  listUserSessions,
  getUser,
  deleteUser,
  searchUsers,
  listSessionEvents,
  listJobs,
  getJob,
  cancelJob,
  listProjects,
  getProject,
];

function withFirst(first: string, more: readonly string[]): [string, ...string[]] {
  return [first, ...more];
}
