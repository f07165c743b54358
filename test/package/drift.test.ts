import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { renderSpec } from '../../src/openapi/write.ts';

const directory = new URL('../../openapi/', import.meta.url);

describe('the committed OpenAPI files', () => {
  it.each(Object.entries(renderSpec()))('%s is what the schemas give; if not, run npm run spec', async (name, text) => {
    expect(await readFile(new URL(name, directory), 'utf8')).toBe(text);
  });

  it('are all there is in the directory, besides its page', async () => {
    expect((await readdir(directory)).sort()).toEqual([...Object.keys(renderSpec()), 'README.md'].sort());
  });
});
