import type { SessionEvent } from '../../src/api/session-event.ts';
import type { Locale } from '../../src/data/model/locales.ts';
import type { SiteInput } from '../../src/data/model/site-schema.ts';
import { loadPopulation } from '../../src/data/population.ts';
import type { EventInput } from '../../src/kit/record.ts';
import type { SeenVisit } from '../../src/learn/visit.ts';
import { bySession } from '../data/session-laws.ts';
import { MILLION, PROJECT } from '../data/subjects.ts';

/** The sessions of as many generated users as have so many events together. */
export async function visitsOf(
  options: { readonly seed: number; readonly locale?: Locale; readonly site?: SiteInput },
  most: number,
): Promise<SeenVisit[]> {
  const population = await loadPopulation({ ...MILLION, ...options });
  const visits: SeenVisit[] = [];
  let events = 0;
  for (let index = 0; events < most; index++) {
    const userId = population.userIdAt(PROJECT, index);
    const sessions = bySession(population.events(PROJECT, userId));
    // no user should outweigh all others
    for (const session of sessions.slice(0, 20)) {
      visits.push({ userId, sessionId: session[0]?.sessionId, events: session as readonly SessionEvent[] });
      events += session.length;
    }
  }
  return visits;
}

/** The shares of what was seen, by name. */
export type Shares = ReadonlyMap<string, number>;

/** What worlds are compared by. */
export interface Portrait {
  readonly transitions: Shares;
  readonly lengths: Shares;
  readonly gaps: Shares;
  readonly labels: Shares;
}

/** Draws the portrait of sessions; `templateOf` returns the path of a model that a page has. */
export function portray(visits: readonly SeenVisit[], templateOf: (path: string) => string): Portrait {
  const seen = { transitions: [] as string[], lengths: [] as string[], gaps: [] as string[], labels: [] as string[] };
  for (const { events } of visits) {
    seen.lengths.push(String(events.length));
    let page = 'start';
    let before: EventInput | undefined;
    for (const event of events) {
      if (before?.timestamp !== undefined && event.timestamp !== undefined) {
        // each twice as long as the one before
        seen.gaps.push(String(Math.floor(Math.log2(1 + event.timestamp - before.timestamp))));
      }
      before = event;
      if (event.type !== 'LOCATION') {
        seen.labels.push(event.label);
        continue;
      }
      const next = templateOf(event.path);
      seen.transitions.push(`${page} > ${next}`);
      page = next;
    }
    seen.transitions.push(`${page} > end`);
  }
  const shares = (names: readonly string[]): Shares => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1 / names.length);
    return counts;
  };
  return {
    transitions: shares(seen.transitions),
    lengths: shares(seen.lengths),
    gaps: shares(seen.gaps),
    labels: shares(seen.labels),
  };
}

/** The total variation between two distributions, 0 to 1. */
export function variation(a: Shares, b: Shares): number {
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].reduce((sum, name) => sum + Math.abs((a.get(name) ?? 0) - (b.get(name) ?? 0)), 0) / 2;
}
