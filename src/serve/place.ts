import type { Api } from '../api/api.ts';
import type { ApiPlace } from '../api/place.ts';
import { methodsOf } from './router.ts';

/** Says where an API is whose words are at hand. */
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

/** The methods that pages may use over some APIs, as a header lists them. */
export function listMethodsForPages(places: readonly ApiPlace[]): string {
  return [...new Set(places.flatMap(({ methodsForPages }) => methodsForPages)), 'OPTIONS'].join(', ');
}
