import type { ApiPlace } from '../place.ts';
import { BASE_PATH, SESSIONS_PATH } from './paths.ts';

/** Where the documented API is. */
export const documentedPlace: ApiPlace = {
  id: 'documented',
  basePaths: [BASE_PATH],
  paths: [SESSIONS_PATH],
  methodsForPages: ['GET', 'HEAD'],
  loadApi: () => import('./api.ts').then(({ documentedApi }) => documentedApi),
};
