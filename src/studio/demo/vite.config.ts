import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import studio from '../vite.config.ts';

/** Builds the studio with a mock inside: static files, for any host and below any path. */
export default mergeConfig(
  studio,
  defineConfig({
    root: fileURLToPath(new URL('.', import.meta.url)),
    // the demo speaks English, and a service worker could not load another language later
    resolve: { alias: [{ find: /^@faker-js\/faker\/locale\/.+$/, replacement: '@faker-js/faker/locale/en' }] },
    build: { outDir: fileURLToPath(new URL('../../../dist/demo/', import.meta.url)) },
    worker: {
      // not every browser supports module service workers
      format: 'iife',
      // one file that keeps its name, by which a browser detects a newer worker
      rolldownOptions: { output: { entryFileNames: 'demo-worker.js', codeSplitting: false } },
    },
  }),
);
