import type { SiteInput } from '../data/model/site-schema.ts';
import { Anonymiser, type Kept } from './anonymise.ts';
import { generalise } from './generalise.ts';
import { learnSite } from './learn-site.ts';
import { loadVocabulary } from './looks.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { SeenVisit } from './visit.ts';

/** How sessions are made anonymous. */
interface MaskOptions {
  /** The same seed gives the same pseudonyms; whoever knows it can resolve them by trying. */
  readonly seed: string;
  readonly keep?: readonly Kept[];
}

/** Anonymises sessions by pattern; {@link finishVisits} does the rest. */
export async function openAnonymiser({ seed, keep = [] }: MaskOptions): Promise<Anonymiser> {
  return new Anonymiser({ pseudonyms: new Pseudonyms(seed), vocabulary: await loadVocabulary(), keep: new Set(keep) });
}

/** Replaces what only all sessions together reveal as personal. */
export async function finishVisits(
  visits: readonly SeenVisit[],
  { seed, keep = [] }: MaskOptions,
): Promise<SeenVisit[]> {
  return generalise(visits, {
    pseudonyms: new Pseudonyms(seed),
    vocabulary: await loadVocabulary(),
    keepsLabels: keep.includes('labels'),
    keepsPaths: keep.includes('paths'),
  });
}

/** Anonymises sessions. */
export async function anonymiseVisits(visits: readonly SeenVisit[], options: MaskOptions): Promise<SeenVisit[]> {
  const anonymiser = await openAnonymiser(options);
  return finishVisits(
    visits.map((visit) => anonymiser.visit(visit)),
    options,
  );
}

/** Learns a site from anonymous sessions; undefined if no page was opened. */
export async function learnFrom(visits: readonly SeenVisit[]): Promise<SiteInput | undefined> {
  return learnSite(visits, await loadVocabulary());
}
