import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

/** Whether a package has nothing for `require`, so that Jest has to compile it. */
function isEsmOnly(name: string): boolean {
  const { type, exports } = JSON.parse(read(`node_modules/${name}/package.json`));
  return type === 'module' && !JSON.stringify(exports ?? {}).includes('"require"');
}

test('the recipe for Jest compiles each of our packages that is ESM only', () => {
  const [, listed = ''] = /node_modules\/\(\?!\(([^)]+)\)/.exec(read('src/hosts/README.md')) ?? [];
  const names = listed.split('|');
  expect(names).toContain('openreplay-kit');
  const esmOnly = Object.keys(JSON.parse(read('package.json')).dependencies).filter(isEsmOnly);
  expect(esmOnly.length).toBeGreaterThan(0);
  expect(esmOnly.filter((name) => !names.includes(name) && !names.includes(name.split('/')[0] ?? ''))).toEqual([]);
});
