import type { ApiPlace } from '../place.ts';
import { V1_BASE_PATH, V1_PATHS, V1_SERVICE_PATH } from './paths.ts';
import type { V1Release } from './release.ts';

/** Where v1 is; it sets its own CORS headers. */
export function placeOfV1(release: V1Release): ApiPlace {
  return {
    id: 'v1',
    basePaths: [V1_BASE_PATH, V1_SERVICE_PATH],
    paths: Object.values(V1_PATHS),
    methodsForPages: [],
    notHttp: 'Invalid HTTP request received.',
    loadApi: () => import('./api.ts').then(({ createV1Api }) => createV1Api(release)),
  };
}
