import { DEPLOYED_PATHS } from '../deployed-paths.ts';

/** The base paths of the API: on the product's host, and on the bare service. */
export const V1_BASE_PATH = '/api/v1';
export const V1_SERVICE_PATH = '/v1';

/** The paths of the operations. */
export const V1_PATHS = { ...DEPLOYED_PATHS, projects: '/projects' } as const;
