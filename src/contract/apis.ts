import { documentedApi } from './apis/documented/contract.ts';
import { v1Api } from './apis/v1/contract.ts';
import { v2Api } from './apis/v2/contract.ts';
import type { ContractApi } from './asking/contract-api.ts';
import { splitBase } from './asking/target.ts';

/** The APIs that have a contract. */
export const APIS: readonly ContractApi[] = [documentedApi, v1Api, v2Api];

/** The place of an API on a host: a prefix, and the API's own base path. */
interface Place {
  readonly api: ContractApi;
  /** Origin and path before the API's own base path. */
  readonly prefix: string;
}

/** The API whose base path ends a URL; undefined if there is none. */
export function placeOf(baseUrl: string): Place | undefined {
  const [, path] = splitBase(baseUrl);
  const ends = APIS.flatMap((api) => api.basePaths.map((end) => ({ api, end }))).filter(({ end }) =>
    path.endsWith(end),
  );
  const [longest] = ends.sort((a, b) => b.end.length - a.end.length);
  return longest && { api: longest.api, prefix: baseUrl.slice(0, baseUrl.length - longest.end.length) };
}
