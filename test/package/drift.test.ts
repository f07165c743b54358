import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderSchemas } from '../../src/cli/json-schemas.ts';
import { renderSpec } from '../../src/openapi/write.ts';

const files = { ...renderSpec(), ...renderSchemas() };
const directory = new URL('../../openapi/', import.meta.url);

describe('the committed documents and schemas', () => {
  it.each(Object.entries(files))('%s matches the schemas; if not, run npm run spec', async (name, text) => {
    expect(await readFile(new URL(name, directory), 'utf8')).toBe(text);
  });

  it('are all there is in the directory, besides its page', async () => {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const root = fileURLToPath(directory);
    expect(paths.map((path) => relative(root, path)).sort()).toEqual([...Object.keys(files), 'README.md'].sort());
  });
});
