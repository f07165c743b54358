import type { Api } from '../api/api.ts';
import type { MockRequest } from './message.ts';
import { createRouter } from './router.ts';

/**
 * Builds what tells whether a request is for an operation that takes a body, for a host that has to read it beforehand.
 *
 * @param basePath - where the first of the APIs is.
 */
export function createBodyTest(
  apis: readonly Api[],
  basePath: string,
): (request: Pick<MockRequest, 'method' | 'path'>) => boolean {
  const mounted = apis.map((api, index) => ({
    api,
    basePath: index === 0 ? basePath : api.basePath,
    rows: api.operations.map((operation) => ({ operation })),
  }));
  const router = createRouter(mounted);
  return ({ method, path }) => router.targetOf(path)?.rows.get(method)?.operation.body !== undefined;
}
