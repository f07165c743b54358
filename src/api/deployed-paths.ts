/** Paths shared by both deployed APIs, after their base paths. */
export const DEPLOYED_PATHS = {
  sessions: '/{projectKey}/users/{userId}/sessions',
  user: '/{projectKey}/users/{userId}',
  events: '/{projectKey}/sessions/{sessionId}/events',
  jobs: '/{projectKey}/jobs',
  job: '/{projectKey}/jobs/{jobId}',
} as const;
