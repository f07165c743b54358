import { fileURLToPath } from 'node:url';
import { findChromium } from '../support/chromium.ts';
import { findRedisServer } from '../support/redis-server.ts';
import { aptPackage } from './apt.ts';
import { FailedWays } from './failed-ways.ts';
import { getMissing } from './get-missing.ts';
import type { Need } from './need.ts';
import { playwrightShell } from './playwright-shell.ts';

const NEEDS: readonly Need[] = [
  {
    name: 'Chromium',
    find: findChromium,
    // older systems have no package of only the shell
    ways: [playwrightShell(), aptPackage('chromium-headless-shell'), aptPackage('chromium')],
  },
  // systems have one of them or both
  { name: 'Redis server', find: findRedisServer, ways: [aptPackage('redis-server'), aptPackage('valkey-server')] },
];

const failedWays = new FailedWays(
  fileURLToPath(new URL('../../node_modules/.cache/openreplay-kit/failed-ways.json', import.meta.url)),
);

/** Gets all that is missing. */
export async function main(): Promise<void> {
  for (const need of NEEDS) await getMissing(need, { failedWays, say: (text) => process.stdout.write(text) });
}
