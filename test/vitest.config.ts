import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './support/closing-line.ts';
import { LongestFirst } from './support/longest-first.ts';

/** Runs the suite with another installed MSW: `MSW_PACKAGE=msw3` for the alias of that name. */
const mswPackage = process.env.MSW_PACKAGE;

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { alias: mswPackage ? [{ find: /^msw(?=\/|$)/, replacement: mswPackage }] : [] },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // more than there are cores on the smallest machine, as many tests wait
    maxWorkers: 3,
    // modules are loaded once for each worker, which takes a third of the time
    isolate: false,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new ClosingLine()],
  },
});
