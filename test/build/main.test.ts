import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../support/files.ts';

const BUILD = fileURLToPath(new URL('../../src/build/', import.meta.url));

/** Tools that put a file where the real ones do. */
const TOOLS = {
  'typescript/bin/tsc': `mkdirSync('dist/cli', { recursive: true }); writeFileSync('dist/index.js', '');`,
  'vite/bin/vite.js': `writeFileSync('dist/cli/main.js', '');`,
};

/** A checkout with these tools instead of a compiler and a bundler. */
function makeCheckout(tools: Readonly<Record<string, string>>) {
  const root = makeFolder();
  cpSync(BUILD, join(root, 'src/build'), { recursive: true });
  for (const [path, code] of Object.entries(tools)) {
    const file = join(root, 'node_modules', path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, `const { mkdirSync, writeFileSync } = require('node:fs'); console.log('${path}'); ${code}`);
  }
  return root;
}

interface Built {
  readonly code: number | null;
  /** The tools that ran. */
  readonly ran: readonly string[];
  readonly stderr: string;
}

function build(root: string): Promise<Built> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(root, 'src/build/main.mjs')], (_, stdout, stderr) => {
      resolve({ code: child.exitCode, ran: stdout.split('\n').filter(Boolean), stderr });
    });
  });
}

describe('the build', () => {
  it('is skipped without a word when nothing has changed', async () => {
    const root = makeCheckout(TOOLS);
    const ran = ['typescript/bin/tsc', 'vite/bin/vite.js', 'vite/bin/vite.js'];
    expect(await build(root)).toEqual({ code: 0, ran, stderr: 'Building…\n' });
    expect(await build(root)).toEqual({ code: 0, ran: [], stderr: '' });
    writeFileSync(join(root, 'src/index.ts'), 'export {}');
    expect(await build(root)).toEqual({ code: 0, ran, stderr: 'Building…\n' });
  });

  it('leaves nothing of an older one', async () => {
    const root = makeCheckout(TOOLS);
    mkdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'dist/old.js'), '');
    await build(root);
    expect([existsSync(join(root, 'dist/old.js')), existsSync(join(root, 'dist/index.js'))]).toEqual([false, true]);
  });

  it('fails like the tool that fails, and is done again the next time', async () => {
    const root = makeCheckout({ ...TOOLS, 'vite/bin/vite.js': 'process.exitCode = 7' });
    const failed = { code: 7, ran: ['typescript/bin/tsc', 'vite/bin/vite.js'], stderr: 'Building…\n' };
    expect(await build(root)).toEqual(failed);
    expect(await build(root)).toEqual(failed);
  });

  it('says what it does before it loads any of its tools', async () => {
    const { code, stderr } = await build(makeCheckout({}));
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/^Building…\n.*typescript/s);
  });
});
