import { DEPLOYED_PATHS } from '../deployed-paths.ts';

/** Where the product's own front puts the API on its host, and where the service has it. */
export const V1_BASE_PATH = '/api/v1';
export const V1_SERVICE_PATH = '/v1';

/** The paths of the operations. */
export const V1_PATHS = DEPLOYED_PATHS;
