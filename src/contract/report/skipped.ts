import type { RequirementResult } from '../outcome/result.ts';

/** Requirements that were skipped for one reason. */
interface Skipped {
  readonly ids: readonly string[];
  readonly reason: string;
}

/** Puts what was skipped under its reasons, in the order in which they came up. */
export function groupByReason(results: readonly RequirementResult[]): Skipped[] {
  const groups = new Map<string, string[]>();
  for (const { id, outcome, reason = '' } of results) {
    if (outcome === 'skipped') groups.set(reason, [...(groups.get(reason) ?? []), id]);
  }
  return [...groups].map(([reason, ids]) => ({ ids, reason }));
}

const MOST_NAMED = 4;

/** Names requirements, or counts them where they are many. */
export function nameSome(ids: readonly string[]): string {
  return ids.length > MOST_NAMED ? `${ids.length} requirements` : ids.join(', ');
}
