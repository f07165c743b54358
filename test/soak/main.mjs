// Starts the soak run. It is written in TypeScript, which Node 20 does not run by itself: Vite, a development dependency
// anyway, loads it. The server runs in a process of its own, as built.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('./soak.ts', import.meta.url)), {
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'error',
});
process.exitCode = await module.main(process.argv.slice(2));
