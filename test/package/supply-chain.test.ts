import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly peer?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const ROOT = new URL('../../', import.meta.url);
const PERMISSIVE = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

const locked: Readonly<Record<string, LockedPackage>> = lock.packages;
/** What `npm install openreplay-kit` installs, by name. */
const runtime = Object.entries(locked)
  .filter(([path, { dev, peer }]) => path !== '' && !dev && !peer)
  .map(([path, found]) => ({ name: path.replace(/^.*node_modules\//, ''), ...found }));

it('installing the package runs no script of its own or of a dependency', () => {
  const ours = Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name));
  const theirs = runtime.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
  expect([ours, theirs]).toEqual([[], []]);
});

it('each script that installing a checkout would run is explicitly allowed or denied', () => {
  const asked = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = asked.map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(names)].sort());
  expect(manifest.allowScripts).toHaveProperty(['@scarf/scarf'], false);
});

it('every runtime dependency has a permissive licence', () => {
  expect(runtime.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)));
  const others = runtime.filter(({ license = 'none' }) => !PERMISSIVE.includes(license));
  expect(others).toEqual([]);
});

it('every runtime dependency is locked to its content', () => {
  const others = runtime.filter(({ integrity = '' }) => !integrity.startsWith('sha512-'));
  expect(others).toEqual([]);
});

it('the licences of what the command bundles are shipped with it', async () => {
  const text = await readFile(new URL('dist/cli/THIRD-PARTY-LICENSES.md', ROOT), 'utf8');
  const listed = [...text.matchAll(/^## (\S+) - (\S+) \((.+)\)$/gm)].map(([, name, version, license]) => ({
    name,
    version,
    license,
  }));
  expect(listed).toEqual(
    expect.arrayContaining(runtime.map(({ name, version, license }) => ({ name, version, license }))),
  );
});

it('all workflows and actions use one version of each action', async () => {
  const folders = ['.github/workflows/', '.github/actions/verify/'];
  const files = await Promise.all(
    folders.map(async (folder) => (await readdir(new URL(folder, ROOT))).map((name) => folder + name)),
  );
  const texts = await Promise.all(files.flat().map((file) => readFile(new URL(file, ROOT), 'utf8')));
  const uses = texts.flatMap((text) =>
    [...text.matchAll(/uses: (\S+)@(\S+)/g)].map(([, name, version]) => [name, version]),
  );
  const versions = new Map<string, Set<string>>();
  for (const [name = '', version = ''] of uses) versions.set(name, (versions.get(name) ?? new Set()).add(version));
  expect([...versions.keys()]).toEqual(expect.arrayContaining(['actions/checkout', 'actions/setup-node']));
  expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
});

it('a release is published with provenance, after all checks, with no more permissions than needed', async () => {
  const text = await readFile(new URL('.github/workflows/release.yml', ROOT), 'utf8');
  const steps = [...text.matchAll(/- run: (.+)$/gm)].map(([, command]) => command);
  const checks = ['npm run check', 'npm run mutants', 'npm test'];
  expect(steps.slice(-5)).toEqual(['npm ci', ...checks, 'npm publish --provenance --access public']);
  const permissions = [...text.matchAll(/^ *((?:contents|id-token|packages|actions)): (\w+)$/gm)].map(
    ([, ...row]) => row,
  );
  expect(permissions).toEqual([
    ['contents', 'read'],
    ['id-token', 'write'],
  ]);
});
