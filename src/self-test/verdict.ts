import { ContractAborted, type RequirementResult, type Target, verifyContract } from '../contract/index.ts';
import { DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../index.ts';
import type { Serve } from './faults/fault.ts';
import { EMPTY_USER, OTHER_KEY, OTHER_PROJECT, WORLD_USER } from './full-world.ts';

/** What the kit says of one server. */
export interface Verdict {
  readonly results: readonly RequirementResult[];
  /** Why there is no result, or why most could not be told. */
  readonly incomplete: string | undefined;
}

/** Judges a server as somebody does who names one user and nothing else. */
export function judgeAtFirstRun(serve: Serve, only: readonly string[] = []): Promise<Verdict> {
  return judge(serve, { userIds: [WORLD_USER], runs: 3 }, only);
}

/** Judges a server with all that switches requirements on. */
export function judgeInFull(serve: Serve, only: readonly string[] = []): Promise<Verdict> {
  const everything = {
    userIds: [WORLD_USER, DOCUMENTED_USER_ID],
    otherKey: OTHER_KEY,
    otherProjectKey: OTHER_PROJECT,
    emptyUserId: EMPTY_USER,
    keyInUrl: true,
    unsafeMethods: true,
  };
  return judge(serve, everything, only);
}

async function judge(
  serve: Serve,
  more: Pick<Target, 'userIds'> & Partial<Target>,
  only: readonly string[],
): Promise<Verdict> {
  const target: Target = {
    // nothing listens there: the server answers in process
    baseUrl: 'http://server.test/api/app',
    key: DEVELOPMENT_KEY,
    projectKey: DOCUMENTED_PROJECT_KEY,
    seed: 1,
    fetch: (input, init) => serve(new Request(input, init)),
    ...more,
  };
  try {
    for await (const event of verifyContract(target, { only })) {
      if (event.type === 'end') return { results: event.results, incomplete: event.summary.incomplete };
    }
    return { results: [], incomplete: 'the run did not end' };
  } catch (error) {
    if (!(error instanceof ContractAborted)) throw error;
    return { results: [], incomplete: error.message };
  }
}
