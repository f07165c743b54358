import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeFolder } from '../../../support/files.ts';
import { buildDemo } from './build-demo.ts';

it('the files of the demo are a page, a worker, a script and a style', async () => {
  const folder = makeFolder();
  await buildDemo(folder);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(files.map((file) => file.replace(/-[\w-]{8}\./, '.')).sort()).toEqual([
    'demo-worker.js',
    'index.html',
    'studio',
    'studio/index.css',
    'studio/index.js',
  ]);
});
