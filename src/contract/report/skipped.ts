import type { RequirementResult } from '../outcome/result.ts';

/** Requirements skipped for the same reason. */
interface Skipped {
  readonly ids: readonly string[];
  readonly reason: string;
}

/** Groups skipped requirements by reason, in the order of first appearance. */
export function groupByReason(results: readonly RequirementResult[]): Skipped[] {
  const groups = new Map<string, string[]>();
  for (const { id, outcome, reason = '' } of results) {
    if (outcome === 'skipped') groups.set(reason, [...(groups.get(reason) ?? []), id]);
  }
  return [...groups].map(([reason, ids]) => ({ ids, reason }));
}

const MOST_NAMED = 4;

/** Lists requirements, or counts them if there are many. */
export function nameSome(ids: readonly string[]): string {
  return ids.length > MOST_NAMED ? `${ids.length} requirements` : ids.join(', ');
}
