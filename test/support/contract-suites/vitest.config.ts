import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const BUILT = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** Runs the suites of this folder, which the run of all tests leaves alone, against what was built, as suites of users are. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: [{ find: /^(?:\.\.\/)+src\/(.+)\.ts$/, replacement: `${BUILT}$1.js` }] },
  test: {
    include: ['*.suite.ts'],
    maxWorkers: 1,
    isolate: false,
    reporters: ['json'],
    // compiling all of it once more would take most of the time
    server: { deps: { external: [/\/dist\/(?!.*\/(?:src|test)\/)/] } },
  },
});
