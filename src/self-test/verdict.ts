import { ContractAborted, type Depth, type RequirementResult, type Target, verifyContract } from '../contract/index.ts';
import { nodeConnections } from '../hosts/node-connections.ts';
import { DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../index.ts';
import type { Face } from './face.ts';
import type { Serve } from './faults/fault.ts';
import { EMPTY_USER, OTHER_KEY, OTHER_PROJECT, WORLD_USER } from './full-world.ts';
import { type Manners, openWireServer } from './wire-server.ts';

/** The kit's verdict on one server. */
export interface Verdict {
  readonly results: readonly RequirementResult[];
  /** Why there is no result, or why most requirements have no verdict. */
  readonly incomplete: string | undefined;
}

/** How thorough a run is, and how the server handles connections. */
export interface Trying {
  /** The requirements to check; all when empty. */
  readonly only?: readonly string[] | undefined;
  readonly depth?: Depth | undefined;
  readonly manners?: Manners;
}

/** Generous, as a correct server must not fail on a busy machine. */
const PATIENCE_MS = 30_000;

/** How long to wait for a server that hangs. */
const HANGING_MS = 700;

/** Judges a server like somebody who names one user and nothing else. */
export function judgeAtFirstRun(face: Face, serve: Serve, trying: Trying = {}): Promise<Verdict> {
  // random windows are left to the broken servers
  return judge(face, serve, { userIds: [WORLD_USER], runs: 3, timeoutMs: PATIENCE_MS }, trying);
}

/** Judges a server with all options that enable further requirements. */
export function judgeInFull(face: Face, serve: Serve, trying: Trying = {}): Promise<Verdict> {
  const everything = {
    userIds: [WORLD_USER, DOCUMENTED_USER_ID],
    otherKey: OTHER_KEY,
    otherProjectKey: OTHER_PROJECT,
    emptyUserId: EMPTY_USER,
    keyInUrl: true,
    unsafeMethods: true,
    ...(trying.manners && { timeoutMs: HANGING_MS }),
  };
  return judge(face, serve, everything, trying);
}

async function judge(
  { basePath }: Face,
  serve: Serve,
  more: Pick<Target, 'userIds'> & Partial<Target>,
  { only = [], depth, manners = {} }: Trying,
): Promise<Verdict> {
  const server = await openWireServer(serve, manners);
  const connect = nodeConnections();
  const target: Target = {
    // nothing listens there: the server answers in process, or over connections if one is opened
    baseUrl: `http://server.test${basePath}`,
    key: DEVELOPMENT_KEY,
    projectKey: DOCUMENTED_PROJECT_KEY,
    seed: 1,
    depth,
    fetch: (input, init) => serve(new Request(input, init)),
    connect: (_, limits) => connect(server.origin, limits),
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
  } finally {
    await server.close();
  }
}
