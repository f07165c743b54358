import { DEPLOYED_PATHS } from '../deployed-paths.ts';

/** Where the product's own front puts the API on its host. */
export const V2_BASE_PATH = '/v2/api/public';

/** Where the service has it that the front stands before. */
export const V2_SERVICE_PATH = '/public';

const { sessions, user, events, jobs, job } = DEPLOYED_PATHS;

/** The paths of the operations. */
export const V2_PATHS = {
  sessions,
  user,
  users: '/{projectKey}/users',
  events,
  jobs,
  job,
  projects: '/projects',
  project: '/projects/{projectKey}',
} as const;
