import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderSchemas } from '../../src/cli/json-schemas.ts';
import { renderSpec } from '../../src/openapi/write.ts';
import { runCli } from '../support/cli.ts';
import { makeFolder } from '../support/files.ts';

const files = { ...renderSpec(), ...renderSchemas() };

describe('openreplay-kit spec', () => {
  test.each([
    ['openapi', []],
    ['docs/api', ['--output', 'docs/api']],
    ['.', ['-o', '.']],
  ])('writes the document into %s and prints the files', async (directory, args) => {
    const cwd = makeFolder();
    const { code, stdout, stderr } = await runCli(['spec', ...args], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trim().split('\n')).toEqual(Object.keys(files).map((name) => join(directory, name)));
    for (const [name, text] of Object.entries(files)) {
      expect(await readFile(join(cwd, directory, name), 'utf8')).toBe(text);
    }
  });

  test('says in one line why it cannot write', async () => {
    const cwd = makeFolder();
    await writeFile(join(cwd, 'file'), '');
    const { code, stdout, stderr } = await runCli(['spec', '--output', 'file/below'], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Failed to write the OpenAPI document into file\/below: .*Choose another --output\.\n$/);
  });

  test.runIf(process.platform === 'linux')('ends when no folder can be made', async () => {
    const { code, stderr } = await runCli(['spec', '--output', '/proc/none']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^Failed to write the OpenAPI document into \/proc\/none: /),
    ]);
  });
});
