import { documentedService } from '../answers/documented/service.ts';
import { documentedPlace } from '../api/documented/place.ts';
import type { ApiId } from '../api/ids.ts';
import type { ApiPlace } from '../api/place.ts';
import { placeOfV1 } from '../api/v1/place.ts';
import type { V1Release } from '../api/v1/release.ts';
import { v2Place } from '../api/v2/place.ts';
import type { ServiceEntry } from '../serve/service.ts';

/** Returns the service of each API: all but the documented one are loaded on first use; v1 differs by release. */
export const servicesFor = (v1Release: V1Release): Readonly<Record<ApiId, ServiceEntry>> => ({
  documented: { place: documentedPlace, service: documentedService },
  v1: {
    place: placeOfV1(v1Release),
    load: () => import('../answers/v1/service.ts').then(({ createV1Service }) => createV1Service(v1Release)),
  },
  v2: {
    place: v2Place,
    load: () => import('../answers/v2/service.ts').then(({ v2Service }) => v2Service),
  },
});

/** Returns the services of some APIs, in that order. */
export function servicesOf(apis: readonly ApiId[], v1Release: V1Release): readonly [ServiceEntry, ...ServiceEntry[]] {
  const [first = 'documented', ...others] = new Set(apis);
  const all = servicesFor(v1Release);
  return [all[first], ...others.map((id) => all[id])];
}

/** Returns where each is served. */
export function toPlaces([first, ...others]: readonly [ServiceEntry, ...ServiceEntry[]]): readonly [
  ApiPlace,
  ...ApiPlace[],
] {
  return [first.place, ...others.map(({ place }) => place)];
}
