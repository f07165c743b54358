import type { EventInput } from '../kit/record.ts';
import { isMaskedLabel, maskLabel } from './anonymise.ts';
import { type Vocabulary, wordsOf } from './looks.ts';
import { isMasked, maskValue, readSegment } from './path-mask.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { SeenVisit } from './visit.ts';

/** From this many different parts in one place of a path on, they are values of a parameter. */
const MANY = { below: 12, atRoot: 40 };
const FEW_SHARE = 0.1;

/** What was seen in one place of paths. */
interface Place {
  visits: number;
  readonly children: Map<string, { visits: number; readonly users: Set<string> }>;
}

/**
 * Replaces, in sessions already anonymised by pattern, what all of them together do not confirm as the site's own:
 * labels and parts of paths that only one person has, unless they consist of words that sites use, and parts of paths
 * with many variants in one place.
 */
export function generalise(
  visits: readonly SeenVisit[],
  { pseudonyms, vocabulary, keepsLabels, keepsPaths }: GeneraliseOptions,
): SeenVisit[] {
  const places = new Map<string, Place>();
  const labels = new Map<string, Set<string>>();
  for (const { userId, events } of visits) {
    for (const event of events) {
      if (event.type === 'LOCATION') survey(places, event.path, userId, vocabulary);
      else labels.set(event.label, (labels.get(event.label) ?? new Set()).add(userId));
    }
  }
  const isPrivate = (label: string) =>
    !keepsLabels && (labels.get(label)?.size ?? 0) < 2 && !wordsOf(label).every(vocabulary.isUsual);
  const toLabel = (label: string) => (isPrivate(label) && !isMaskedLabel(label) ? maskLabel(pseudonyms, label) : label);
  const toPath = (path: string) => (keepsPaths ? path : maskPath(path, places, { pseudonyms, vocabulary }));
  const toReferrer = (referrer: string, hosts: ReadonlySet<string>) => {
    if (!URL.canParse(referrer)) return referrer;
    const { origin, host, pathname, search } = new URL(referrer);
    return hosts.has(host) ? `${origin}${toPath(pathname)}${search}` : referrer;
  };
  return visits.map((visit) => {
    const hosts = new Set(visit.events.flatMap((event) => ('host' in event && event.host ? [event.host] : [])));
    const events = visit.events.map((event): EventInput => {
      if (event.type !== 'LOCATION') return { ...event, label: toLabel(event.label) };
      const { referrer } = event;
      return { ...event, path: toPath(event.path), ...(referrer && { referrer: toReferrer(referrer, hosts) }) };
    });
    return { ...visit, events };
  });
}

/** Replacements, by what is replaced. */
interface GeneraliseOptions {
  readonly pseudonyms: Pseudonyms;
  readonly vocabulary: Vocabulary;
  readonly keepsLabels: boolean;
  readonly keepsPaths: boolean;
}

function survey(places: Map<string, Place>, path: string, userId: string, vocabulary: Vocabulary): void {
  let prefix = '';
  for (const segment of partsOf(path)) {
    const place = places.get(prefix) ?? { visits: 0, children: new Map() };
    places.set(prefix, place);
    place.visits += 1;
    if (!isStaticPart(segment, vocabulary)) {
      prefix += '/{}';
      continue;
    }
    const child = place.children.get(segment) ?? { visits: 0, users: new Set() };
    place.children.set(segment, child);
    child.visits += 1;
    child.users.add(userId);
    prefix += `/${segment}`;
  }
}

function maskPath(
  path: string,
  places: ReadonlyMap<string, Place>,
  { pseudonyms, vocabulary }: Pick<GeneraliseOptions, 'pseudonyms' | 'vocabulary'>,
): string {
  const [route = '', ...query] = path.split('?');
  let prefix = '';
  const parts = route.split('/').map((segment) => {
    if (segment === '') return segment;
    if (!isStaticPart(segment, vocabulary)) {
      prefix += '/{}';
      return segment;
    }
    const isValue = isParameter(segment, places.get(prefix), prefix === '', vocabulary);
    prefix += `/${segment}`;
    return isValue ? maskValue(pseudonyms, segment, 'text') : segment;
  });
  return [parts.join('/'), ...query].join('?');
}

function isParameter(segment: string, place: Place | undefined, isRoot: boolean, vocabulary: Vocabulary): boolean {
  const child = place?.children.get(segment);
  if (!place || !child) return false;
  if (wordsOf(segment).every(vocabulary.isUsual)) return false;
  if (child.users.size < 2) return true;
  // a site may have many own pages at its root
  if (isRoot) return place.children.size > MANY.atRoot && child.visits < place.visits * FEW_SHARE;
  return place.children.size > MANY.below;
}

function isStaticPart(segment: string, vocabulary: Vocabulary): boolean {
  return !isMasked(segment) && readSegment(segment, vocabulary).type === 'static';
}

function partsOf(path: string): readonly string[] {
  return (path.split('?', 1)[0] ?? '').split('/').filter(Boolean);
}
