import { documentedService } from '../api/documented/handling/service.ts';
import type { ApiId } from '../api/ids.ts';
import { createV1Service } from '../api/v1/handling/service.ts';
import type { V1Release } from '../api/v1/release.ts';
import { v2Service } from '../api/v2/handling/service.ts';
import type { Service } from '../serve/service.ts';

/** Gives what answers each API, of which one differs by release. */
export function serviceOf(id: ApiId, v1Release: V1Release): Service {
  if (id === 'v1') return createV1Service(v1Release);
  return id === 'v2' ? v2Service : documentedService;
}
