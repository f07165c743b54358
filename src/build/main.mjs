// Builds the kit into `dist`, unless it was built from the same sources before. It is plain JavaScript, as Node 20 runs
// it at once: it says what it does before anything slow is loaded.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashSources, isBuilt, writeStamp } from './stamp.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a command of a development dependency. */
function run(program, ...args) {
  execFileSync(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: 'inherit' });
}

const sources = hashSources(root);
if (!isBuilt(root, sources)) {
  console.error('Building…');
  // what is left of an older build would be published
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  try {
    run('typescript/bin/tsc', '--project', 'tsconfig.json');
    run('vite/bin/vite.js', 'build', '--config', 'src/studio/vite.config.ts', '--logLevel', 'warn');
    run('vite/bin/vite.js', 'build', '--config', 'src/cli/vite.config.ts', '--logLevel', 'warn');
    writeStamp(root, sources);
  } catch (error) {
    if (!('status' in error)) throw error;
    // the command has said what is wrong
    process.exitCode = error.status ?? 1;
  }
}
