import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderSpec, writeSpec } from '../../src/openapi/write.ts';
import { makeFolder } from '../support/files.ts';

const files = renderSpec();

it('writes the files into a directory that it makes, and gives their paths', async () => {
  const directory = join(makeFolder(), 'new');
  const ofApis = ['openapi', 'v1', 'v2'].flatMap((name) => [`${name}.json`, `${name}.yaml`, `${name}-3.0.json`]);
  const names = [...ofApis, 'control.json', 'control-3.0.json'];
  expect(await writeSpec(directory)).toEqual(names.map((name) => join(directory, name)));
  for (const name of names) expect(await readFile(join(directory, name), 'utf8')).toBe(files[name]);
});

it('says the same in YAML as in JSON', () => {
  // The YAML parser is that of openapi3-ts.
  const yaml = createRequire(fileURLToPath(import.meta.resolve('openapi3-ts/oas31')))('yaml');
  for (const name of ['openapi', 'v1', 'v2']) {
    const { [`${name}.json`]: json = '', [`${name}.yaml`]: text = '' } = files;
    expect(JSON.stringify(yaml.parse(text))).toBe(JSON.stringify(JSON.parse(json)));
  }
});
