// Makes the screenshots of the studio that the README shows. They are made in TypeScript, which Node 20 does not run by
// itself: Vite, a development dependency anyway, loads it.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

await runnerImport(fileURLToPath(new URL('./screenshots.ts', import.meta.url)), {
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'error',
});
