// Starts the benchmark. It is written in TypeScript, which Node 20 does not run by itself: Vite, a development
// dependency anyway, loads it. What is measured runs in processes of its own, on plain Node.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

if (!existsSync(new URL('./node_modules/.package-lock.json', import.meta.url))) {
  console.error('Installing the servers to compare with (once)...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}

const { module } = await runnerImport(fileURLToPath(new URL('./bench.ts', import.meta.url)), {
  configFile: false,
  root: here,
  logLevel: 'error',
});
// what hangs does not keep this process
process.exit(await module.main(process.argv.slice(2)));
