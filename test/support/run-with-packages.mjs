// Runs a TypeScript module of a folder that has packages of its own, which only those need who run it. Node 20 does not
// run TypeScript by itself: Vite, a development dependency anyway, loads it.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/**
 * Installs the packages of a folder unless they are there, calls `main` of a module in it with the arguments of the
 * command line, and ends the process with what it gives.
 *
 * @param {URL} folder - the folder, with a slash at its end; it has a lock file.
 * @param {string} file - the name of the module.
 * @param {string} packages - what is installed, for the line that says so.
 */
export async function runWithPackages(folder, file, packages) {
  const here = fileURLToPath(folder);
  if (!isInstalled(folder)) {
    console.error(`Installing ${packages} (once)...`);
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    execFileSync(npm, ['ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
  }
  const { module } = await runnerImport(fileURLToPath(new URL(file, folder)), {
    configFile: false,
    root: here,
    logLevel: 'error',
  });
  // what hangs does not keep this process
  process.exit(await module.main(process.argv.slice(2)));
}

/** Whether the packages were installed after the lock file last changed. */
function isInstalled(folder) {
  const written = (path) => statSync(new URL(path, folder), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return written('node_modules/.package-lock.json') > written('package-lock.json');
}
