// Gets what tests need and npm does not bring. It is written in TypeScript, which Node 20 does not run by itself: Vite, a
// development dependency anyway, loads it.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('./needs.ts', import.meta.url)), {
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'error',
});
await module.main();
