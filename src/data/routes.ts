import type { Control, Link, Place } from './page.ts';

/** An act that sets a state of the visit, and where it is. */
interface Provider {
  readonly place: Place;
  readonly act: Link | Control;
}

/** Routes between the places of a site, and the acts that set states required on the way. */
export class Routes {
  readonly #hops = new Map<Place, ReadonlyMap<Place, Place>>();
  readonly #providers: readonly Provider[];

  constructor(places: Iterable<Place>) {
    this.#providers = [...places].flatMap((place) => {
      const { links = [], controls = [] } = place.pages[0] ?? {};
      return [...links, ...controls].filter(({ sets }) => sets !== 0).map((act) => ({ place, act }));
    });
  }

  /** The first place on the shortest route; undefined if there is none. */
  next(from: Place, to: Place): Place | undefined {
    let hops = this.#hops.get(from);
    if (!hops) {
      hops = findHops(from);
      this.#hops.set(from, hops);
    }
    return hops.get(to);
  }

  /** The act that sets a state, preferably on the place itself. */
  providerOf(bit: number, here: Place): Provider | undefined {
    const providers = this.#providers.filter(({ act }) => (act.sets & bit) !== 0);
    return providers.find(({ place }) => place === here) ?? providers[0];
  }
}

/** Searches from a place until all others are found, the nearest first (breadth first). */
function findHops(from: Place): ReadonlyMap<Place, Place> {
  const hops = new Map<Place, Place>();
  const waiting: Place[] = [from];
  for (const place of waiting) {
    for (const { place: next } of place.pages[0]?.links ?? []) {
      if (next === from || hops.has(next)) continue;
      hops.set(next, hops.get(place) ?? next);
      waiting.push(next);
    }
  }
  return hops;
}
