import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { freePort } from '../support/free-port.ts';
import { killRecorders } from '../support/redis-kills.ts';
import { RedisServer } from '../support/redis-server.ts';
import { recordLargeChanges } from './large-changes.ts';

const MOST_LINES = 300;
/** When a mock is killed that records a large change: before, while or after it brings that there. */
const LONGEST_MS = 4_000;

/** Kills so many mocks with one state in Redis while they record; gives the exit code. */
export async function killMocks(kills: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'openreplay-kit-kills-'));
  const server = new RedisServer(await freePort(), folder);
  await server.start();
  const seed = Math.floor(Math.random() * 2 ** 31);
  const sample = (most: number, numRuns: number) =>
    fc.sample(fc.noBias(fc.integer({ min: 1, max: most })), { numRuns, seed });
  try {
    const { kept, faults } = await killRecorders(server.url(), sample(MOST_LINES, kills));
    console.log(`${kills} mocks killed while they recorded (seed ${seed}), ${kept} visits acknowledged`);
    console.log(faults.length === 0 ? 'None is lost, and none is there twice.' : faults.join('\n'));
    const torn = await recordLargeChanges(server.url('large'), sample(LONGEST_MS, Math.ceil(kills / 5)));
    for (const fault of torn) console.log(fault);
    return faults.length === 0 && torn.length === 0 && kept > 0 ? 0 : 1;
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
