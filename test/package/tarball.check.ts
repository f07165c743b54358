import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { createProject, linkPackages, packTarball, run, runOrThrow } from './packed-project.ts';

const BIN = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url));
/** The README names it. */
const OLDEST_TYPESCRIPT = 'typescript@~5.5.0';
const MODULES = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target !== 'string')
  .map(([entry]) => entry.replace('.', manifest.name));

const STRICT = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', '--types', 'node'];

const SILENT_SUCCESS = { code: 0, stdout: '', stderr: '' };

let folder: string;
let tarball: string;
let project: string;
let bare: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openreplay-kit-package-'));
  tarball = await packTarball(folder);
  project = join(folder, 'project');
  bare = join(folder, 'bare');
  const tools = [OLDEST_TYPESCRIPT, 'openapi-typescript@~7.13.0'];
  await Promise.all([createProject(bare, tarball), createProject(project, tarball, tools)]);
  await linkPackages(project, ['msw', '@redis/client', 'vitest', '@types/node']);
  const document = 'node_modules/openreplay-kit/openapi/openapi.json';
  await runOrThrow(project, 'node_modules/.bin/openapi-typescript', [document, '--output', 'openapi-types.ts']);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  it('contains the runnable code and the document, but neither sources nor tests', async () => {
    const listing = await runOrThrow(folder, 'tar', ['-tzf', tarball]);
    const paths = listing.trim().split('\n');
    const places = new Set(paths.map((path) => path.split('/')[1]));
    expect([...places].sort()).toEqual(['LICENSE', 'README.md', 'dist', 'openapi', 'package.json']);
  });

  it.each(MODULES)('lets plain Node import %s', async (name) => {
    const outcome = await run(project, 'node', ['--input-type=module', '-e', `await import('${name}')`]);
    expect(outcome).toEqual(SILENT_SUCCESS);
  });

  it('lets its document and its manifest be imported', async () => {
    const code = `for (const name of ['openapi.json', 'package.json']) {
      const { default: value } = await import('openreplay-kit/' + name, { with: { type: 'json' } });
      console.log(value.openapi ?? value.name);
    }`;
    const output = await runOrThrow(project, 'node', ['--no-warnings', '--input-type=module', '-e', code]);
    expect(output).toBe('3.1.0\nopenreplay-kit\n');
  });

  it('answers in a project that has nothing else installed', async () => {
    const code = `import { createMock } from 'openreplay-kit';
      console.log((await createMock().events('mickael@openreplay.com')).length);`;
    expect(await runOrThrow(bare, 'node', ['--input-type=module', '-e', code])).toBe('6\n');
  });

  it('declares a suite that the Vitest of a project runs', async () => {
    const report: { numPassedTests: number; numFailedTests: number } = JSON.parse(
      await runOrThrow(project, join(BIN, 'vitest'), ['run', '--reporter', 'json']),
    );
    expect(report.numPassedTests).toBeGreaterThan(3);
    expect(report.numFailedTests).toBe(0);
  });

  it('has types that a strict project compiles with the oldest TypeScript of the README, resolved as by nodenext', async () => {
    const flags = [...STRICT, '--module', 'nodenext', '--skipLibCheck'];
    expect(await run(project, 'node_modules/.bin/tsc', [...flags, 'entries.ts', 'openapi.ts'])).toEqual(SILENT_SUCCESS);
  });

  it('has self-contained types for current TypeScript, resolved as by a bundler', async () => {
    const flags = [...STRICT, '--module', 'esnext', '--moduleResolution', 'bundler', '--skipLibCheck', 'false'];
    expect(await run(project, join(BIN, 'tsc'), [...flags, 'entries.ts', 'openapi.ts'])).toEqual(SILENT_SUCCESS);
  });

  it('passes publint', async () => {
    const bytes = await readFile(tarball);
    const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('has the right types for every way to import it as ESM', async () => {
    await runOrThrow(folder, join(BIN, 'attw'), [tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii']);
  });
});
