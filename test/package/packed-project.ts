import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { NPM_SETTINGS } from '../support/npm-settings.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = fileURLToPath(new URL('./consumer/', import.meta.url));

/** How a program ended. */
interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment, without the arguments of an `npx` that this may run under: a further `npx` would take them as its own. */
const { npm_config_call, npm_config_package, ...inherited } = process.env;
const env = { ...inherited, ...NPM_SETTINGS };

/** Runs a program to its end, without a shell; gives its outcome also when it fails. */
export function run(directory: string, program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd: directory, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error && child.exitCode === null) reject(error);
      else resolve({ code: child.exitCode ?? 0, stdout, stderr });
    });
  });
}

/** Runs a program as {@link run} does, gives its standard output, and throws what it said when it fails. */
export async function runOrThrow(directory: string, program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(directory, program, args);
  if (code !== 0) throw new Error(`Failed to run ${program} ${args.join(' ')}:\n${stdout}${stderr}`);
  return stdout;
}

/** Packs the package as it would be published and gives the path of the tarball. */
export async function packTarball(folder: string): Promise<string> {
  await runOrThrow(ROOT, 'npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack left no tarball in ${folder}.`);
  return join(folder, name);
}

/**
 * Makes a project that has the packed package with its dependencies and nothing else, and copies the consumer files into
 * it. The dependencies are those installed here: what npm makes of the package is shown where the README installs it.
 *
 * @param tools - what npm installs besides, as `name@version`.
 */
export async function createProject(directory: string, tarball: string, tools: readonly string[] = []): Promise<void> {
  await cp(FILES, directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  if (tools.length > 0) await runOrThrow(directory, 'npm', ['install', '--ignore-scripts', ...tools]);
  const unpacked = join(directory, 'node_modules', manifest.name);
  await mkdir(unpacked, { recursive: true });
  await runOrThrow(unpacked, 'tar', ['-xzf', tarball, '--strip-components', '1']);
  await linkPackages(directory, Object.keys(manifest.dependencies));
}

/** Gives a project packages that are installed here, at the version that our own lock file has. */
export async function linkPackages(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(directory, 'node_modules', name);
    await mkdir(dirname(path), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), path);
  }
}
