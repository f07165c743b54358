import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { NPM_SETTINGS } from '../../support/npm-settings.ts';
import { onlyOnce, type Places, type Runs } from '../places.ts';
import { createFolder } from '../project.ts';
import { snippet } from '../readme.ts';
import { runScript, whileRunning } from '../shell.ts';

const INSTALL = 'npm ci && ';
const MAX_INSTALLED_BYTES = 20_000_000;
/** What differs from minute to minute. */
const NOW = /now \d+ \([^)]*\)|--now \d+/g;
const GREETING = /Mock of [\s\S]*Users to ask for.*\n(?: {2}.*\n){5}/;

/** Returns a block without `npm ci`, which would fetch all packages again. */
function withoutInstall(name: string): string {
  expect(snippet(name)).toContain(INSTALL);
  return snippet(name).replace(INSTALL, '');
}

// each of the three builds, so they go one after another
const pack = onlyOnce(async ({ checkout }: Places) => {
  const { code, output } = await runScript(snippet('pack'), { cwd: checkout });
  expect(code, output).toBe(0);
});

const start = onlyOnce(async (places: Places) => {
  await pack(places);
  const { checkout } = places;
  const script = withoutInstall('start').replace('npm start', 'npm start -- --port 0');
  await whileRunning(script, { cwd: checkout, pattern: GREETING }, async ([text]) => {
    const port = /:(\d+)\//.exec(text)?.[1] ?? '';
    expect(text.replaceAll(port, '4010').replace(NOW, 'now')).toBe(snippet('start-output').replace(NOW, 'now'));
    const curl = /curl .*/.exec(text)?.[0] ?? '';
    const { stdout } = await runScript(curl, { cwd: checkout });
    expect(JSON.parse(stdout).data.length).toBeGreaterThan(6);
  });
});

const test = onlyOnce(async (places: Places) => {
  await start(places);
  // all tests would run this one too
  const script = withoutInstall('test').replace('npm test', 'npm test -- test/api/session-id.test.ts');
  const { code, stdout, output } = await runScript(script, { cwd: places.checkout });
  expect(code, output).toBe(0);
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed$/);
});

async function install(places: Places): Promise<void> {
  await pack(places);
  const folder = await createFolder();
  try {
    const { version } = JSON.parse(await readFile(join(places.checkout, 'package.json'), 'utf8'));
    const tarball = `openreplay-kit-${version}.tgz`;
    const script = snippet('install').replace(`../openreplay-kit/${tarball}`, join(places.checkout, tarball));
    await writeFile(join(folder.path, 'package.json'), '{ "private": true }');
    await writeFile(join(folder.path, 'package-lock.json'), await lockOfDependencies(places.checkout));
    const installWith = (env: Readonly<Record<string, string>>) => runScript(script, { cwd: folder.path, env });
    const offline = await installWith({ ...NPM_SETTINGS, npm_config_offline: 'true' });
    const installed = offline.code === 0 ? offline : await installWith(NPM_SETTINGS);
    expect(installed.code, installed.output).toBe(0);
    const { stdout } = await runScript('npx openreplay-kit --version', { cwd: folder.path });
    expect(stdout.trim()).toBe(version);
    expect(await sizeOf(join(folder.path, 'node_modules'))).toBeLessThan(MAX_INSTALLED_BYTES);
  } finally {
    await folder.dispose();
  }
}

/**
 * Returns a lock file with what this package depends on, at the versions of its own lock file: those `npm ci` has left in
 * npm's cache, so that npm need not ask the registry for anything.
 */
async function lockOfDependencies(checkout: string): Promise<string> {
  const { packages } = JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8'));
  const locked: Record<string, unknown> = { '': {} };
  const names = Object.keys(packages[''].dependencies);
  for (const name of names) {
    const path = `node_modules/${name}`;
    if (path in locked) continue;
    locked[path] = packages[path];
    names.push(...Object.keys(packages[path].dependencies ?? {}));
  }
  return JSON.stringify({ lockfileVersion: 3, requires: true, packages: locked });
}

/** Sums the sizes of all files below a folder, in bytes. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Runs the blocks of the two commands and of the installation. */
export const startRuns: Runs = { start, 'start-output': start, test, pack, install };
