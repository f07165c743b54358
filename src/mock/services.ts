import { documentedService } from '../api/documented/handling/service.ts';
import type { ApiId } from '../api/ids.ts';
import { v2Place } from '../api/v2/place.ts';
import { placeOf } from '../serve/place.ts';
import type { ServiceEntry } from '../serve/service.ts';

/** What answers each API: all but the documented one are loaded when they are first asked. */
export const SERVICES: Readonly<Record<ApiId, ServiceEntry>> = {
  documented: { place: placeOf(documentedService.api), service: documentedService },
  v2: {
    place: v2Place,
    load: () => import('../api/v2/handling/service.ts').then(({ v2Service }) => v2Service),
  },
};
