import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { freePort } from '../support/free-port.ts';
import { killRecorders } from '../support/redis-kills.ts';
import { RedisServer } from '../support/redis-server.ts';

const MOST_LINES = 300;

/** Kills so many mocks with one state in Redis while they record; gives the exit code. */
export async function killMocks(kills: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'openreplay-kit-kills-'));
  const server = new RedisServer(await freePort(), folder);
  await server.start();
  const seed = Math.floor(Math.random() * 2 ** 31);
  const moments = fc.sample(fc.noBias(fc.integer({ min: 1, max: MOST_LINES })), { numRuns: kills, seed });
  try {
    const { kept, faults } = await killRecorders(server.url(), moments);
    console.log(`${kills} mocks killed while they recorded (seed ${seed}), ${kept} visits acknowledged`);
    console.log(faults.length === 0 ? 'None is lost, and none is there twice.' : faults.join('\n'));
    return faults.length === 0 && kept > 0 ? 0 : 1;
  } finally {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
