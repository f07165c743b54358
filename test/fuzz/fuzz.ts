import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { createMock } from '../../src/index.ts';
import { type Facts, startServerProcess } from '../support/server-process.ts';
import { runFuzz } from './run-fuzz.ts';
import { createSubject, LIMITS, MOCK_OPTIONS, VISIT } from './subject.ts';

const USAGE = `Usage: npm run fuzz -- [--seed <number>] [--requests <number>]

Sends odd, broken and hostile requests to a mock and checks each reply. A failure prints its seed and the smallest bytes
that were found to cause it.`;

/** By how much the heap may grow once the server is warm. */
const MOST_GROWTH_BYTES = 4 * 2 ** 20;
const WARM_AFTER_REQUESTS = 10_000;

/**
 * Runs the fuzz run; gives the exit code: 0 all laws were kept, 1 one was broken, 2 for bad usage.
 *
 * @param create - from the kit as built: it loads the generator later, when what loads this file is closed.
 */
export async function main(args: readonly string[], create: typeof createMock): Promise<number> {
  const options = readArguments(args);
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  const { seed, requests: wanted } = options;
  console.log(`Fuzz run of at least ${wanted} requests, seed ${seed}`);
  const server = await startServerProcess({ mock: MOCK_OPTIONS, visit: VISIT, serve: { limits: LIMITS } });
  try {
    const first = await server.facts();
    let warm: Facts | undefined;
    const startedAt = performance.now();
    const { requests, connections, failure } = await runFuzz({
      port: server.port,
      oracle: await createSubject(create),
      requests: wanted,
      seed,
      async onRound(count) {
        if (!warm && count >= WARM_AFTER_REQUESTS) warm = await server.facts();
      },
    });
    const last = await server.facts();
    const took = Math.round((performance.now() - startedAt) / 1_000);
    const broken = failure ?? findLeak(first, warm ?? first, last);
    console.log(`${requests} requests over ${connections} connections in ${took} s; ${describeHeap(warm, last)}`);
    console.log(broken ?? 'No crash, no failure, each request answered once, state unchanged, no growth of memory.');
    return broken === undefined ? 0 : 1;
  } finally {
    server.stop();
  }
}

function readArguments(args: readonly string[]): { readonly seed: number; readonly requests: number } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seed: { type: 'string' }, requests: { type: 'string', default: '100000' } },
    });
    const seed = Number(values.seed ?? Date.now() % 2 ** 31);
    const requests = Number(values.requests);
    return Number.isInteger(seed) && Number.isInteger(requests) ? { seed, requests } : undefined;
  } catch {
    return undefined;
  }
}

function findLeak(first: Facts, warm: Facts, last: Facts): string | undefined {
  if (!isDeepStrictEqual(first.state, last.state)) return `The state changed: ${JSON.stringify(last.state)}`;
  if (last.connections > 0) return `${last.connections} connections are still open.`;
  const growth = last.heapBytes - warm.heapBytes;
  return growth > MOST_GROWTH_BYTES ? `The heap grew by ${toMegabytes(growth)}.` : undefined;
}

function describeHeap(warm: Facts | undefined, last: Facts): string {
  const from = warm ? `${toMegabytes(warm.heapBytes)} once warm, ` : '';
  return `heap in use ${from}${toMegabytes(last.heapBytes)} at the end`;
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
