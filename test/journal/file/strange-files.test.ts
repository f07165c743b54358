import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HEADER } from '../../../src/journal/file/entry.ts';
import { openStateFile } from '../../../src/journal/file/state-file.ts';
import { makeFile } from '../../support/files.ts';
import { newPlace } from './places.ts';

const pipe = (path: string) => void execFileSync('mkfifo', [path]);

describe('beside a state file, nothing is waited for and no link is followed:', () => {
  test.each<[string, (path: string) => void, string]>([
    ['a pipe', pipe, 'it is not a regular file'],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'it is a symbolic link'],
    ['a link to a file', (path) => symlinkSync(makeFile('other', ''), path), 'it is a symbolic link'],
  ])('%s in place of the lock is refused', async (_, make, why) => {
    const path = newPlace();
    make(`${path}.lock`);
    await expect(openStateFile(path)).rejects.toThrow(
      `its lock ${path}.lock cannot be read: ${why}. Name another file.`,
    );
  });

  test.each<[string, (path: string, target: string) => void, string]>([
    ['a pipe', (path) => pipe(path), 'it is not a regular file'],
    ['a link', (path, target) => symlinkSync(target, path), 'it is a symbolic link'],
  ])('%s in place of the file for what is cut off is refused, and its target stays untouched', async (_, make, why) => {
    const path = newPlace();
    const target = makeFile('target', 'mine');
    const broken = `${HEADER}12345678 {"type":"rec`;
    writeFileSync(path, broken);
    make(`${path}.cut-off`, target);
    await expect(openStateFile(path)).rejects.toThrow(`cannot be set aside in ${path}.cut-off: ${why}.`);
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(readFileSync(path, 'utf8')).toBe(broken);
  });

  test('a lock that is far too long is not ours', async () => {
    const path = newPlace();
    writeFileSync(`${path}.lock`, `${' '.repeat(2_000)}{"format":"openreplay-kit lock","process":1}`);
    await expect(openStateFile(path)).rejects.toThrow(`${path}.lock is not a lock of openreplay-kit.`);
  });
});

test.runIf(process.platform === 'linux')('a pipe given by its number is refused in words', () => {
  const module = new URL('../../../dist/journal/file/state-file.js', import.meta.url).href;
  const script = `const { openStateFile } = await import('${module}');
    await openStateFile('/dev/fd/0').catch(({ message }) => console.log(message));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    input: '',
    encoding: 'utf8',
  });
  expect(said).toMatch(
    /^Failed to use the state file \/dev\/fd\/0: it is a (pipe|socket), not a regular file\. Name a file\.\n$/,
  );
});
