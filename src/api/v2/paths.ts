/** Where the product's own front puts the API on its host. */
export const V2_BASE_PATH = '/v2/api/public';

/** Where the service has it that the front stands before. */
export const V2_SERVICE_PATH = '/public';

/** The paths of the operations. */
export const V2_PATHS = {
  sessions: '/{projectKey}/users/{userId}/sessions',
  user: '/{projectKey}/users/{userId}',
  users: '/{projectKey}/users',
  events: '/{projectKey}/sessions/{sessionId}/events',
  jobs: '/{projectKey}/jobs',
  job: '/{projectKey}/jobs/{jobId}',
  projects: '/projects',
  project: '/projects/{projectKey}',
} as const;
