import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const BUILT = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** Runs the suites in this folder, which the main test run ignores, against the build, like the suites of users. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: [{ find: /^(?:\.\.\/)+src\/(.+)\.ts$/, replacement: `${BUILT}$1.js` }] },
  test: {
    include: ['*.suite.ts'],
    maxWorkers: 1,
    isolate: false,
    reporters: ['json'],
    // compiling it all again would take most of the time
    server: { deps: { external: [/\/dist\/(?!.*\/(?:src|test)\/)/] } },
  },
});
