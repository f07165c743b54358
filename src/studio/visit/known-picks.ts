import type { ShownEvent } from '../model/sessions.ts';
import type { Step } from './draft.ts';

/** Pages and labels to pick from, the most used first. */
export interface KnownPicks {
  readonly paths: readonly string[];
  readonly labels: readonly string[];
  /** A likely next page. */
  pathAfter(steps: readonly Step[]): string;
  /** A likely next click. */
  labelAfter(steps: readonly Step[]): string;
}

// for a user without events, on any kind of site
const USUAL_PATHS = ['/', '/pricing/', '/login/', '/account/', '/help/'];
const USUAL_LABELS = ['Log in', 'Sign up', 'Search', 'Next', 'Save'];
const MOST = 40;

/** Collects pages and labels from a user's events. */
export function knownPicks(events: readonly ShownEvent[]): KnownPicks {
  const paths = byUse(
    events.flatMap(({ path }) => path ?? []),
    USUAL_PATHS,
  );
  const labels = byUse(
    events.flatMap(({ type, label }) => (type === 'CLICK' && label ? [label] : [])),
    USUAL_LABELS,
  );
  const unused = (picks: readonly string[], steps: readonly Step[]) =>
    picks.find((pick) => steps.every(({ text }) => text !== pick)) ?? picks[0] ?? '';
  return {
    paths,
    labels,
    pathAfter: (steps) => unused(paths, steps),
    labelAfter: (steps) => unused(labels, steps),
  };
}

function byUse(texts: readonly string[], usual: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const text of texts) uses.set(text, (uses.get(text) ?? 0) + 1);
  const known = [...uses].sort(([, a], [, b]) => b - a).map(([text]) => text);
  return known.length > 0 ? known.slice(0, MOST) : [...usual];
}
