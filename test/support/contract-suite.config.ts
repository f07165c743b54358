import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Runs `contract-suite.test-file.ts`, which the run of all tests leaves alone. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['contract-suite.test-file.ts'], maxWorkers: 1, reporters: ['json'] },
});
