import type { ApiPlace } from '../place.ts';
import { V2_BASE_PATH, V2_PATHS, V2_SERVICE_PATH } from './paths.ts';

/** Where v2 is. */
export const v2Place: ApiPlace = {
  id: 'v2',
  basePaths: [V2_BASE_PATH, V2_SERVICE_PATH],
  paths: Object.values(V2_PATHS),
  methodsForPages: ['POST', 'GET', 'DELETE'],
  notHttp: '400 Bad Request',
  loadApi: () => import('./api.ts').then(({ v2Api }) => v2Api),
};
