import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { calibrate } from './support/calibrate.ts';
import { ClosingLine } from './support/closing-line.ts';
import { LongestFirst } from './support/longest-first.ts';

/** Runs the suite with another installed MSW: `MSW_PACKAGE=msw3` for the alias of that name. */
const mswPackage = process.env.MSW_PACKAGE;

/** Once for all limits of time: those below, and those of `support/patience.ts`. */
const slowness = calibrate();

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { alias: mswPackage ? [{ find: /^msw(?=\/|$)/, replacement: mswPackage }] : [] },
  test: {
    include: ['test/**/*.test.ts'],
    provide: { slowness },
    // these are there for what hangs: no test says how long something may take
    testTimeout: 180_000 * slowness,
    hookTimeout: 300_000 * slowness,
    expect: { poll: { timeout: 60_000 * slowness } },
    // more than there are cores on the smallest machine, as many tests wait
    maxWorkers: 4,
    // modules are loaded once for each worker, which takes a third of the time
    isolate: false,
    // what is built needs no compiling; the repository itself may well lie below a folder of that name
    server: { deps: { external: [/\/dist\/(?!.*\/(?:src|test)\/)/] } },
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new ClosingLine()],
  },
});
