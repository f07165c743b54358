import type { ContractEvent, Reporter, RequirementResult, Summary, WindowEvidence } from '../../src/contract/index.ts';
import { printRun } from './reporters.ts';

/** Builds the result of one requirement. */
export function resultOf(id: string, more: Partial<RequirementResult> = {}): RequirementResult {
  return { id, level: 'MUST', title: `title of ${id}`, source: 'documented', outcome: 'met', durationMs: 1, ...more };
}

/** Builds the result of an unmet requirement. */
export function failureOf(id: string, more: Partial<RequirementResult> = {}): RequirementResult {
  const texts = { expected: 'one thing', received: 'another', curl: "curl 'http://server.test/'" };
  return resultOf(id, { outcome: 'not met', ...texts, ...more });
}

/** Prints a run with these results. */
export function print(
  report: Reporter,
  results: readonly RequirementResult[],
  { incomplete }: { readonly incomplete?: string | undefined } = {},
): string {
  const count = (outcome: string, level?: string) =>
    results.filter((result) => result.outcome === outcome && !result.isKnown && (!level || result.level === level))
      .length;
  const summary: Summary = {
    baseUrl: 'http://server.test/api/app',
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    seed: 42,
    met: count('met'),
    notMet: count('not met', 'MUST'),
    shouldNotMet: count('not met', 'SHOULD'),
    skipped: count('skipped'),
    known: results.filter(({ isKnown }) => isKnown).length,
    metAgain: [],
    leftOut: [],
    requests: 17,
    durationMs: 1_234,
    incomplete,
    dates: undefined,
  };
  const events: ContractEvent[] = [
    { type: 'start', baseUrl: summary.baseUrl, seed: summary.seed, total: results.length },
    ...results.map((result) => ({ type: 'result', result, requests: 1 }) as const),
    { type: 'end', summary, results },
  ];
  return printRun(report, events);
}

type WindowEvent = WindowEvidence['events'][number];

/** Builds a click in a window to draw; by default it is neither expected nor received. */
export function clickOf(timestamp: number, fate: 'kept' | 'missing' | 'extra' | 'left out'): WindowEvent {
  const isExpected = fate === 'kept' || fate === 'missing';
  return { timestamp, type: 'CLICK', session: 0, isExpected, isReceived: fate === 'kept' || fate === 'extra' };
}

/** Builds a page view in a window to draw. */
export function pageOf(timestamp: number, path: string): WindowEvent {
  return { ...clickOf(timestamp, 'kept'), type: 'LOCATION', path };
}
