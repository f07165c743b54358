import { ERRANDS } from './errands.ts';
import type { OriginKind } from './origin.ts';
import type { Page } from './page.ts';
import { type VisitOptions, Visitor } from './visitor.ts';
import type { Errand } from './visitor-kind.ts';

/** The most events of a visit. */
export const LONGEST_VISIT = 60;

/** A visit that comes directly often begins where it wants to go. */
const BOOKMARKED = 0.35;

/** Writes the events of one visit: at least the first page, and nothing after `until`. Gives the time of its end. */
export function walkVisit(options: VisitOptions, errands: readonly Errand[]): number {
  const { site, person, random } = options;
  const errand = random.pick(errands);
  const kind = random.pick(person.habits.origins);
  const entry = pickEntry(options, errand, kind);
  const visitor = new Visitor(options, entry, random.pick(site.origins[kind]));
  ERRANDS[errand](visitor);
  return visitor.time;
}

function pickEntry({ site, random }: VisitOptions, errand: Errand, kind: OriginKind): Page {
  if (kind === 'direct' && random.chance(BOOKMARKED)) {
    if (errand === 'reorder' || errand === 'checkOrder') return site.login;
    if (errand === 'seekHelp') return site.help;
    if (errand === 'complain') return site.contact;
  }
  return random.pick(site.entries[kind]);
}
