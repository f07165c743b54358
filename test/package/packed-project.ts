import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = fileURLToPath(new URL('./consumer/', import.meta.url));

/** How a program ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment, without the arguments of an `npx` that this may run under: a further `npx` would take them as its own. */
const { npm_config_call, npm_config_package, ...env } = process.env;

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
 * Makes an empty project that has the tarball and the given packages installed, and copies the consumer files into it.
 *
 * @param packages - what to install besides the tarball, as `name@version`.
 * @param flags - further arguments of `npm install`.
 */
export async function createProject(
  directory: string,
  tarball: string,
  packages: readonly string[],
  flags: readonly string[] = [],
): Promise<void> {
  await mkdir(directory);
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const quick = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await runOrThrow(directory, 'npm', ['install', ...quick, ...flags, tarball, ...packages]);
  await cp(FILES, directory, { recursive: true });
}

/** Gives `name@version` of each package, at the version that our own lock file has. */
export async function lockedVersions(names: readonly string[]): Promise<string[]> {
  const lock: { packages: Record<string, { version: string }> } = JSON.parse(
    await readFile(join(ROOT, 'package-lock.json'), 'utf8'),
  );
  return names.map((name) => {
    const locked = lock.packages[`node_modules/${name}`];
    if (!locked) throw new Error(`package-lock.json has no ${name}.`);
    return `${name}@${locked.version}`;
  });
}

/** Sums the sizes of all files below a folder, in bytes. */
export async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
