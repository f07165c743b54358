import type { Control, Link, Place } from './page.ts';

/** Something that brings a state of the visit, and where it is. */
interface Provider {
  readonly place: Place;
  readonly act: Link | Control;
}

/** Which way leads from one place of a site to another, and what brings a state that is needed on the way. */
export class Routes {
  readonly #hops = new Map<Place, ReadonlyMap<Place, Place>>();
  readonly #providers: readonly Provider[];

  constructor(places: Iterable<Place>) {
    this.#providers = [...places].flatMap((place) => {
      const { links = [], controls = [] } = place.pages[0] ?? {};
      return [...links, ...controls].filter(({ sets }) => sets !== 0).map((act) => ({ place, act }));
    });
  }

  /** The place to go to first on the shortest way; undefined where none leads there. */
  next(from: Place, to: Place): Place | undefined {
    let hops = this.#hops.get(from);
    if (!hops) {
      hops = findHops(from);
      this.#hops.set(from, hops);
    }
    return hops.get(to);
  }

  /** What brings a state, best on the place itself. */
  providerOf(bit: number, here: Place): Provider | undefined {
    const providers = this.#providers.filter(({ act }) => (act.sets & bit) !== 0);
    return providers.find(({ place }) => place === here) ?? providers[0];
  }
}

/** Walks on from a place until all others are found, the nearest first. */
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
