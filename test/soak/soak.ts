import { parseArgs } from 'node:util';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { Client, pause } from './client.ts';
import { killMocks } from './kills.ts';
import { act, createActors } from './load.ts';
import { Tally } from './tally.ts';

const USAGE = `Usage: npm run soak -- [--minutes <number>] [--kills <number>]

Uses a mock in many ways at once, 10 minutes unless told otherwise, and reports times, errors and memory. Then kills mocks
with a state in Redis while they record, 50 unless told otherwise, and checks that nothing is lost or there twice, and that
large changes are there whole or not at all.`;

const READING_MS = 5_000;
/** Part of the run after which caches are full and code is compiled. */
const WARM_SHARE = 0.25;
/** By how much the memory in use may be higher in the last third of the rest than in the first. */
const MOST_GROWTH_BYTES = 3 * 2 ** 20;
const USERS = 2_000;

/** Runs the soak run; gives the exit code: 0 all was well, 1 something was not, 2 for bad usage. */
export async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  const { minutes, kills } = options;
  const code = minutes > 0 ? await useOneMock(minutes) : 0;
  return kills > 0 ? Math.max(code, await killMocks(kills)) : code;
}

async function useOneMock(minutes: number): Promise<number> {
  const server = await startServerProcess({
    mock: { seed: 'soak', users: USERS },
    serve: { limits: { idleMs: 1_000 } },
  });
  const client = new Client(server.port);
  try {
    return await soak(server, client, minutes * 60_000);
  } finally {
    await client.close();
    server.stop();
  }
}

async function soak(server: ServerProcess, client: Client, ms: number): Promise<number> {
  const { users } = JSON.parse((await client.control('GET', '/users?limit=200')).text);
  const userIds = users.map(({ userId }: { userId: string }) => userId);
  const tally = new Tally();
  const startedAt = performance.now();
  const isOver = () => performance.now() - startedAt > ms;
  const [heaps] = await Promise.all([readHeaps(server, isOver), act(createActors(userIds), client, tally, isOver)]);
  const left = await waitForConnections(server, client);

  const warm = heaps.slice(Math.floor(heaps.length * WARM_SHARE));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const [early, late] = [mean(warm.slice(0, third)), mean(warm.slice(-third))];
  const rate = Math.round((tally.requests * 1_000) / ms);
  console.log(`${tally.requests} actions in ${(ms / 60_000).toFixed(1)} minutes, ${rate} a second`);
  for (const line of tally.lines()) console.log(`  ${line}`);
  console.log(`Heap in use: ${toMegabytes(early)} once warm, ${toMegabytes(late)} at the end`);
  const complaints = tally.faults.map(([what, times]) => `${times} times ${what}`);
  if (late - early > MOST_GROWTH_BYTES) complaints.push(`The heap grew by ${toMegabytes(late - early)}`);
  if (left > 0) complaints.push(`${left} connections are still open`);
  console.log(complaints.length === 0 ? 'No error, memory flat.' : complaints.join('\n'));
  return complaints.length === 0 ? 0 : 1;
}

async function readHeaps(server: ServerProcess, isOver: () => boolean): Promise<number[]> {
  const heaps: number[] = [];
  while (!isOver()) {
    await pause(READING_MS);
    heaps.push((await server.facts()).heapBytes);
  }
  return heaps;
}

/** Gives how many connections are open when all clients have left and the server had time to notice. */
async function waitForConnections(server: ServerProcess, client: Client): Promise<number> {
  await client.close();
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if ((await server.facts()).connections === 0) return 0;
    await pause(200);
  }
  return (await server.facts()).connections;
}

interface Options {
  readonly minutes: number;
  readonly kills: number;
}

function readOptions(args: readonly string[]): Options | undefined {
  try {
    const text = (usual: string) => ({ type: 'string', default: usual }) as const;
    const { values } = parseArgs({ args: [...args], options: { minutes: text('10'), kills: text('50') } });
    const [minutes, kills] = [Number(values.minutes), Number(values.kills)];
    return minutes >= 0 && Number.isInteger(kills) && kills >= 0 ? { minutes, kills } : undefined;
  } catch {
    return undefined;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function toMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
