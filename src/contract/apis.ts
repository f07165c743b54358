import { documentedApi } from './apis/documented/contract.ts';
import { v1Api } from './apis/v1/contract.ts';
import { v2Api } from './apis/v2/contract.ts';
import type { ContractApi } from './asking/contract-api.ts';
import { splitBase } from './asking/target.ts';

/** The APIs that there are contracts of. */
export const APIS: readonly ContractApi[] = [documentedApi, v1Api, v2Api];

/** Where an API is on a host: what goes before its own part of the path, and that part. */
interface Place {
  readonly api: ContractApi;
  /** Origin and path up to where the API's own path begins. */
  readonly prefix: string;
}

/** The API that a base URL names by how its path ends; undefined where it names none. */
export function placeOf(baseUrl: string): Place | undefined {
  const [, path] = splitBase(baseUrl);
  const ends = APIS.flatMap((api) => api.basePaths.map((end) => ({ api, end }))).filter(({ end }) =>
    path.endsWith(end),
  );
  const [longest] = ends.sort((a, b) => b.end.length - a.end.length);
  return longest && { api: longest.api, prefix: baseUrl.slice(0, baseUrl.length - longest.end.length) };
}
