import { DEPLOYED_PATHS } from '../deployed-paths.ts';

/** Where the product's own front puts the API on its host. */
export const V2_BASE_PATH = '/v2/api/public';

/** Where the service has it that the front stands before. */
export const V2_SERVICE_PATH = '/public';

/** The paths of the operations. */
export const V2_PATHS = {
  ...DEPLOYED_PATHS,
  users: '/{projectKey}/users',
  projects: '/projects',
  project: '/projects/{projectKey}',
} as const;
