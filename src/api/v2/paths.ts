import { DEPLOYED_PATHS } from '../deployed-paths.ts';

/** The base path of the API on the product's host. */
export const V2_BASE_PATH = '/v2/api/public';

/** The base path on the bare service. */
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
