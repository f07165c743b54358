import type { RequirementResult } from '../outcome/result.ts';

/** Failures that one cause explains. */
export interface Cause {
  /** The cause in one sentence; undefined where it is not recognised, and then there is one failure. */
  readonly diagnosis: string | undefined;
  readonly results: readonly RequirementResult[];
}

/** Puts what is not met, and was not known, under its likely causes, most telling first. */
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
