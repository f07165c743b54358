import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';
import { runCli } from '../support/cli.ts';
import { makeFolder } from '../support/files.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function makeProject(files: Readonly<Record<string, string>> = {}): string {
  const folder = makeFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();

test('init writes a config and a test that verify a server without changes', async () => {
  const { url, close } = await serve(createMock(), { port: 0 });
  const folder = makeProject({ 'package.json': '{"type":"module"}', 'tsconfig.json': '{}' });
  const { code, stdout } = await runCli(['init', url], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toMatch(/Next:\n {2}1\. npm install --save-dev openreplay-kit vitest\n/);

  await mkdir(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/openreplay-kit'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
  const config = ['--config', 'openreplay-kit.config.json'];
  expect((await runCli(['verify', ...config, '--only', 'REQUEST-01'], { cwd: folder })).code).toBe(0);

  // what is installed is not compiled again, as what is linked would be
  const external = 'export default { test: { server: { deps: { external: [/[/]dist[/]/] } } } };';
  writeFileSync(join(folder, 'vitest.config.mjs'), external);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const run = ['run', 'test/contract.test.ts', '--reporter', 'json', '--testNamePattern', 'the run|REQUEST-0'];
  const ended = await promisify(execFile)(process.execPath, [vitest, ...run], { cwd: folder, env });
  expect(JSON.parse(ended.stdout)).toMatchObject({ success: true });
  await close();
});

test('init finds out the package manager, the folder of tests, and whose CI it is', async () => {
  const folder = makeProject({
    'package.json': '{"devDependencies":{"vitest":"4","openreplay-kit":"0.1.0"}}',
    'pnpm-lock.yaml': '',
  });
  await mkdir(join(folder, 'tests'));
  const url = 'https://openreplay.example.com/api/v1';
  const { stdout } = await runCli(['init', url, '--project', 'P', '--user', 'a', '--user', 'b'], { cwd: folder });
  expect(filesOf(folder)).toEqual([
    '.github/workflows/contract.yml',
    'openreplay-kit.config.json',
    'package.json',
    'pnpm-lock.yaml',
    'tests/contract.test.mjs',
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'openreplay-kit.config.json'), 'utf8'))).toMatchObject({
    url,
    project: 'P',
    user: ['a', 'b'],
  });
  const workflow = parse(readFileSync(join(folder, '.github/workflows/contract.yml'), 'utf8'));
  const commands = workflow.jobs.contract.steps.flatMap(({ run }: { run?: string }) => (run ? [run] : []));
  expect(commands[0]).toContain('pnpm install --frozen-lockfile');
  expect(commands[1]).toMatch(/^pnpm exec openreplay-kit verify --config openreplay-kit\.config\.json /);
  expect(stdout).not.toContain('pnpm add');
  expect(stdout).toContain('Or as a test: pnpm exec vitest run tests/contract.test.mjs');
});

test('init leaves existing files alone', async () => {
  const folder = makeProject({ '.gitlab-ci.yml': 'build: {}\n', 'openreplay-kit.config.json': '{}' });
  const { code, stdout } = await runCli(['init'], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toContain('kept    openreplay-kit.config.json, which exists');
  expect(readFileSync(join(folder, 'openreplay-kit.config.json'), 'utf8')).toBe('{}');
  expect(readFileSync(join(folder, '.gitlab-ci.yml'), 'utf8')).toBe('build: {}\n');
  expect(stdout).toContain('Add to .gitlab-ci.yml: include: .gitlab/contract.yml');
  const { contract } = parse(readFileSync(join(folder, '.gitlab/contract.yml'), 'utf8'));
  expect(contract.script).toEqual([expect.stringMatching(/^npx --yes openreplay-kit verify --config /)]);
});

test('init follows an existing config, and names what CI could not install', async () => {
  const url = 'https://openreplay.example.com/api/app';
  const folder = makeProject({
    'package.json': '{"devDependencies":{"vitest":"4","openreplay-kit":"file:../kit/openreplay-kit-0.1.0.tgz"}}',
    'openreplay-kit.config.json': JSON.stringify({ url, project: 'P', user: 'a' }),
  });
  const { stdout } = await runCli(['init'], { cwd: folder });
  expect(stdout).not.toContain('until then it is the mock');
  expect(stdout).toContain('CI has no ../kit/openreplay-kit-0.1.0.tgz: copy it into the repository');
  const workflow = readFileSync(join(folder, '.github/workflows/contract.yml'), 'utf8');
  expect(workflow).not.toContain('start your server here');
});

test('init writes no Vitest file when Jest runs the tests', async () => {
  const folder = makeProject({ 'package.json': '{"devDependencies":{"jest":"30"}}' });
  await runCli(['init'], { cwd: folder });
  expect(filesOf(folder)).toEqual(['.github/workflows/contract.yml', 'openreplay-kit.config.json', 'package.json']);
});

test.each([
  [['init', 'openreplay'], 'Failed to set up: the URL must be an http or https URL, received "openreplay".'],
  [['init', '--ci', 'jenkins'], "argument 'jenkins' is invalid. Allowed choices are github, gitlab."],
])('%j is refused', async (args, message) => {
  const folder = makeProject();
  const { code, stderr } = await runCli(args, { cwd: folder });
  expect([code, filesOf(folder)]).toEqual([2, []]);
  expect(stderr).toContain(message);
});
