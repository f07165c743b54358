import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Runs the suites of this folder, which the run of all tests leaves alone. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['*.suite.ts'], maxWorkers: 1, isolate: false, reporters: ['json'] },
});
