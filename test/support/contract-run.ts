import {
  ContractAborted,
  type ContractEvent,
  type RequirementResult,
  type Selection,
  type Summary,
  type Target,
  verifyContract,
} from '../../src/contract/index.ts';
import { DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import type { Serve } from '../../src/self-test/faults/fault.ts';

/** A completed run. */
export interface Run {
  readonly events: readonly ContractEvent[];
  readonly results: readonly RequirementResult[];
  /** Undefined if the run was aborted. */
  readonly summary: Summary | undefined;
  readonly aborted: ContractAborted | undefined;
}

/** Builds a target; what is left out is as in the document, at a URL that only a custom `fetch` can reach. */
export function targetOf(more: Partial<Target> = {}): Target {
  return {
    baseUrl: 'http://server.test/api/app',
    key: DEVELOPMENT_KEY,
    projectKey: DOCUMENTED_PROJECT_KEY,
    userIds: [DOCUMENTED_USER_ID],
    seed: 1,
    ...more,
  };
}

/** A `fetch` that a server function answers, without a network. */
export function fetchOf(serve: Serve): typeof fetch {
  return (input, init) => serve(new Request(input, init));
}

/** Runs the contract until it ends or is aborted; other errors are rethrown. */
export async function runContract(target: Target, selection: Selection = {}): Promise<Run> {
  const events: ContractEvent[] = [];
  let aborted: ContractAborted | undefined;
  try {
    for await (const event of verifyContract(target, selection)) events.push(event);
  } catch (error) {
    if (!(error instanceof ContractAborted)) throw error;
    aborted = error;
  }
  return {
    events,
    results: events.flatMap((event) => (event.type === 'end' ? event.results : [])),
    summary: events.flatMap((event) => (event.type === 'end' ? [event.summary] : []))[0],
    aborted,
  };
}

/** The IDs of unmet requirements, optionally of one level. */
export function notMet({ results }: Pick<Run, 'results'>, level?: 'MUST' | 'SHOULD'): string[] {
  return results
    .filter((result) => result.outcome === 'not met' && (!level || result.level === level))
    .map(({ id }) => id);
}
