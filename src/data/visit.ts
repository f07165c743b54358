import type { Page } from './page.ts';
import type { Trip } from './trip.ts';
import { favouriteOf, type VisitOptions, Visitor } from './visitor.ts';
import type { Weighted } from './weighted.ts';

/** A direct visit often starts where it wants to go. */
const BOOKMARKED = 0.35;

/**
 * Writes the events of one visit: at least the first page, and nothing after `until`. Returns its end.
 *
 * @param trips - names of the trips that the visit may be for.
 */
export function walkVisit(options: VisitOptions, trips: Weighted<string>): number {
  const { site, person, random } = options;
  const trip = site.trips.get(trips.draw(random) ?? '');
  const source = person.habits.sources.draw(random) ?? '';
  const origin = site.origins.get(source)?.draw(random) ?? NOWHERE;
  const visitor = new Visitor(options, pickEntry(options, trip, source, origin.referrer === ''), origin);
  trip?.walk(visitor);
  return visitor.time;
}

const NOWHERE = { referrer: '', baseReferrer: '' };

function pickEntry(
  { site, person, random }: VisitOptions,
  trip: Trip | undefined,
  source: string,
  isDirect: boolean,
): Page {
  if (isDirect && trip?.bookmark && random.chance(BOOKMARKED)) return favouriteOf(person, trip.bookmark, 0);
  const entry = site.entries.get(source)?.draw(random) ?? (site.pages[0] as Page); // a site has pages
  return entry.place.isPersonal ? favouriteOf(person, entry.place, 0) : entry;
}
