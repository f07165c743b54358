import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const PACKAGES = [
  ...[
    '@msw/playwright',
    '@redis/client',
    '@playwright/test',
    '@stoplight/prism-cli',
    '@storybook/html-vite',
    '@types/node',
    'msw',
  ],
  ...['storybook', 'typescript', 'vite', 'vitest'],
];
const COMMANDS = ['msw', 'playwright', 'prism', 'storybook', 'tsc', 'vitest'];

/** What of a checkout its scripts need, and what is built, which the scripts would build once more. */
const CHECKED_OUT = [
  'LICENSE',
  'dist',
  'fixtures',
  'README.md',
  'openapi',
  'package.json',
  'package-lock.json',
  'src',
  'test',
  'tsconfig.json',
];

/** A folder that goes away with `dispose`. */
interface TemporaryFolder {
  readonly path: string;
  dispose(): Promise<void>;
}

/** Makes a project that has this package, as built, and its hosts installed by links. */
export async function createProject(): Promise<TemporaryFolder> {
  const project = await createFolder();
  const modules = join(project.path, 'node_modules');
  const bin = join(modules, '.bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(project.path, 'package.json'), '{ "name": "reader", "private": true, "type": "module" }');
  await link(ROOT, join(modules, 'openreplay-kit'));
  for (const name of PACKAGES) await link(join(ROOT, 'node_modules', name), join(modules, name));
  for (const name of COMMANDS) await link(join(ROOT, 'node_modules/.bin', name), join(bin, name));
  const main = join(ROOT, 'dist/cli/main.js');
  // as npm does when it installs a package
  await chmod(main, 0o755);
  await link(main, join(bin, 'openreplay-kit'));
  return project;
}

/** Copies what a checkout needs to build and test, with the packages of this one by a link. */
export async function createCheckout(): Promise<TemporaryFolder> {
  const checkout = await createFolder();
  // in a fraction of the time that Node takes for thousands of files
  await promisify(execFile)('cp', ['-R', ...CHECKED_OUT.map((name) => join(ROOT, name)), checkout.path]);
  await link(join(ROOT, 'node_modules'), join(checkout.path, 'node_modules'));
  return checkout;
}

/** Makes an empty folder. */
export async function createFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'openreplay-kit-readme-'));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}
