import type { RequirementResult } from '../outcome/result.ts';

/** Failures with the same cause. */
export interface Cause {
  /** The cause in one sentence; undefined if it is not recognised: then there is only one failure. */
  readonly diagnosis: string | undefined;
  readonly results: readonly RequirementResult[];
}

/** Groups new failures by their likely cause, the most important first. */
export function groupByCause(results: readonly RequirementResult[]): Cause[] {
  const known = new Map<string, RequirementResult[]>();
  const unknown: Cause[] = [];
  for (const result of results) {
    if (result.outcome !== 'not met' || result.isKnown) continue;
    if (result.diagnosis === undefined) unknown.push({ diagnosis: undefined, results: [result] });
    else known.set(result.diagnosis, [...(known.get(result.diagnosis) ?? []), result]);
  }
  const causes = [...known].map(([diagnosis, list]) => ({ diagnosis, results: list }));
  return [...causes.sort((a, b) => b.results.length - a.results.length), ...unknown];
}
