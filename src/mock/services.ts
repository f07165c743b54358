import { documentedService } from '../api/documented/handling/service.ts';
import type { ApiId } from '../api/ids.ts';
import { v2Service } from '../api/v2/handling/service.ts';
import type { Service } from '../serve/service.ts';

/** What answers each API. */
export const SERVICES: Readonly<Record<ApiId, Service>> = { documented: documentedService, v2: v2Service };
