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

/** How a run went, to its end. */
export interface Run {
  readonly events: readonly ContractEvent[];
  readonly results: readonly RequirementResult[];
  /** Undefined where the run was aborted. */
  readonly summary: Summary | undefined;
  readonly aborted: ContractAborted | undefined;
}

/** Builds a target; what is left out is as in the document, at a server that only a given `fetch` reaches. */
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

/** A `fetch` that a server answers without a network. */
export function fetchOf(serve: Serve): typeof fetch {
  return (input, init) => serve(new Request(input, init));
}

/** Runs the contract to its end or until it is aborted; anything else that is thrown is thrown on. */
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

/** The requirements of a level that are not met, by ID. */
export function notMet({ results }: Pick<Run, 'results'>, level?: 'MUST' | 'SHOULD'): string[] {
  return results
    .filter((result) => result.outcome === 'not met' && (!level || result.level === level))
    .map(({ id }) => id);
}
