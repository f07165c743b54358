import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashSources, isBuilt, writeStamp } from '../../src/build/stamp.mjs';
import { makeFolder } from '../support/files.ts';

/** A checkout that is built. */
function makeBuilt() {
  const root = makeFolder();
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('src/index.ts', 'export {}');
  write('src/data/world.ts', 'one');
  write('package.json', '{}');
  write('package-lock.json', '{}');
  write('tsconfig.json', '{}');
  write('dist/index.js', 'export {}');
  write('dist/cli/main.js', 'run()');
  writeStamp(root, hashSources(root));
  return { root, write, isBuilt: () => isBuilt(root, hashSources(root)) };
}

describe('a checkout', () => {
  it('is built until something changes', () => {
    expect(makeBuilt().isBuilt()).toBe(true);
  });

  it.each([
    ['a source changes', 'src/data/world.ts', 'two'],
    ['a source is added', 'src/data/other.ts', ''],
    ['other packages are installed', 'package-lock.json', '{ }'],
    ['the compiler gets other options', 'tsconfig.json', '{ }'],
  ])('has to be built when %s', (_, path, text) => {
    const built = makeBuilt();
    built.write(path, text);
    expect(built.isBuilt()).toBe(false);
  });

  it('has to be built when a source is gone or was renamed', () => {
    const built = makeBuilt();
    rmSync(join(built.root, 'src/data/world.ts'));
    expect(built.isBuilt()).toBe(false);
    built.write('src/data/worlds.ts', 'one');
    expect(built.isBuilt()).toBe(false);
    rmSync(join(built.root, 'src/data/worlds.ts'));
    built.write('src/data/world.ts', 'one');
    expect(built.isBuilt()).toBe(true);
  });

  it('has to be built when a file of the build is gone, or changed', () => {
    const gone = makeBuilt();
    rmSync(join(gone.root, 'dist/cli/main.js'));
    expect(gone.isBuilt()).toBe(false);
    const longer = makeBuilt();
    longer.write('dist/cli/main.js', 'run() // away');
    expect(longer.isBuilt()).toBe(false);
    const later = makeBuilt();
    utimesSync(join(later.root, 'dist/cli/main.js'), new Date(0), new Date(1));
    expect(later.isBuilt()).toBe(false);
  });

  it('stays built when something else is put beside the build', () => {
    const built = makeBuilt();
    built.write('dist/demo/index.html', '');
    built.write('README.md', 'other');
    expect(built.isBuilt()).toBe(true);
  });

  it('is built when it replaced the stamp of an earlier build', () => {
    const { root, isBuilt: isStillBuilt } = makeBuilt();
    writeStamp(root, hashSources(root));
    expect(isStillBuilt()).toBe(true);
  });

  it('has to be built when a source changed while it was built', () => {
    const built = makeBuilt();
    const before = hashSources(built.root);
    built.write('src/index.ts', 'changed');
    writeStamp(built.root, before);
    expect(built.isBuilt()).toBe(false);
  });

  it.each(['', 'no JSON', '{}', 'null'])('has to be built when what was written down is %o', (text) => {
    const built = makeBuilt();
    built.write('dist/.built.json', text);
    expect(built.isBuilt()).toBe(false);
  });
});
