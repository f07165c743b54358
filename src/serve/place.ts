import type { Api } from '../api/api.ts';
import type { ApiPlace } from '../api/place.ts';
import { methodsOf } from './router.ts';

/** Returns the place of an API whose texts are loaded. */
export function placeOf(api: Api): ApiPlace {
  const { id, basePath, otherBasePaths = [], operations, isForPages, answersHead } = api;
  const methods = operations.flatMap((operation) => methodsOf(operation, { answersHead }));
  return {
    id,
    basePaths: [basePath, ...otherBasePaths],
    paths: [...new Set(operations.map(({ path }) => path))],
    methodsForPages: isForPages ? [...new Set(methods)] : [],
    loadApi: async () => api,
  };
}

/** The methods that pages may use with some APIs, as listed in a header. */
export function listMethodsForPages(places: readonly ApiPlace[]): string {
  return [...new Set(places.flatMap(({ methodsForPages }) => methodsForPages)), 'OPTIONS'].join(', ');
}
