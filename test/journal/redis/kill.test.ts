import fc from 'fast-check';
import { expect, test } from 'vitest';
import { killRecorders } from '../../support/redis-kills.ts';
import { startServer } from './servers.ts';

/** More rounds are in `npm run soak`. */
const ROUNDS = 2;

/** After how many printed lines a mock is killed: while it joins, or while it records. */
const moments = fc.sample(fc.noBias(fc.integer({ min: 1, max: 30 })), { numRuns: ROUNDS, seed: 42 });

test(`${ROUNDS} mocks killed while they record lose nothing that was acknowledged, and duplicate nothing`, async () => {
  const server = await startServer();
  const { kept, faults } = await killRecorders(server.url(), moments);
  expect(faults).toEqual([]);
  expect(kept).toBeGreaterThan(ROUNDS);
});
