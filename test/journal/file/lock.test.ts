import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStateFile } from '../../../src/journal/file/state-file.ts';
import { append, clickOn, keep, readKept } from './changes.ts';
import { newPlace } from './places.ts';

const lockOf = (path: string) => `${path}.lock`;
const lockText = (process: number, started?: string) =>
  JSON.stringify({ format: 'openreplay-kit lock', process, started });

test('a file that is open cannot be opened a second time, under any name', async () => {
  const path = newPlace();
  const file = await openStateFile(path);
  await append(file, clickOn('first'));
  const other = join(dirname(path), '.', '..', basename(dirname(path)), basename(path));
  for (const name of [path, other]) {
    await expect(openStateFile(name)).rejects.toThrow(
      `process ${process.pid} has it open. Stop that process or name another file.`,
    );
  }
  await append(file, clickOn('second'));
  await file.close();
  expect(await readKept(path)).toEqual([clickOn('first'), clickOn('second')]);
});

test('a file that another process has open can be opened once that process has ended', async () => {
  const path = newPlace();
  const other = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void other.kill('SIGKILL'));
  await once(other, 'spawn');
  writeFileSync(lockOf(path), lockText(other.pid ?? 0));
  await expect(openStateFile(path)).rejects.toThrow(`process ${other.pid} has it open`);
  expect(existsSync(path)).toBe(false);
  expect(readFileSync(lockOf(path), 'utf8')).toBe(lockText(other.pid ?? 0));

  other.kill('SIGKILL');
  await once(other, 'exit');
  await keep(path, [clickOn('Buy')]);
  expect(readdirSync(dirname(path))).toEqual(['state']);
});

test('a lock whose process could not write it is taken over', async () => {
  const path = newPlace();
  writeFileSync(lockOf(path), '');
  await keep(path, [clickOn('Buy')]);
  expect(readdirSync(dirname(path))).toEqual(['state']);
});

test.runIf(process.platform === 'linux')(
  'a lock of an earlier process whose ID is in use again is taken over',
  async () => {
    const path = newPlace();
    writeFileSync(lockOf(path), lockText(process.pid, '1'));
    await keep(path, [clickOn('Buy')]);
    expect(readdirSync(dirname(path))).toEqual(['state']);
  },
);

test.runIf(process.platform === 'linux')(
  'a lock of a killed process that its parent has not reaped is taken over',
  async () => {
    const path = newPlace();
    // the shell starts a process, then becomes a program that never asks for the end of one
    const parent = spawn('sh', ['-c', 'sleep 1000 & echo $!; exec tail -f /dev/null']);
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [text] = await once(parent.stdout, 'data');
    const killed = Number(String(text));
    await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'latin1')).toBe('tail\n');
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => readFileSync(`/proc/${killed}/stat`, 'latin1')).toMatch(/\) Z /);
    writeFileSync(lockOf(path), lockText(killed));
    await keep(path, [clickOn('Buy')]);
    expect(readdirSync(dirname(path))).toEqual(['state']);
  },
);

test.each([
  ['no JSON', 'packages: []\n'],
  ['other JSON', '{"lockfileVersion":3}'],
  ['no process', lockText(0)],
])('a file in place of the lock with %s in it is left untouched', async (_, text) => {
  const path = newPlace();
  writeFileSync(lockOf(path), text);
  await expect(openStateFile(path)).rejects.toThrow(
    `${lockOf(path)} is not a lock of openreplay-kit. Move it away or name another file.`,
  );
  expect(readFileSync(lockOf(path), 'utf8')).toBe(text);
});

test('a file that is refused is not locked', async () => {
  const path = newPlace();
  writeFileSync(path, 'hello\n');
  await expect(openStateFile(path)).rejects.toThrow('line 1');
  expect(existsSync(lockOf(path))).toBe(false);
});

test('a process that ends without closing the file leaves it to the next one', async () => {
  const path = newPlace();
  const module = new URL('../../../dist/journal/file/state-file.js', import.meta.url).href;
  const change = JSON.stringify(clickOn('Buy'));
  const script = `const { openStateFile } = await import('${module}');
    await (await openStateFile(process.argv[1])).append(${change}, 0);
    process.exit(0);`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script, path], {
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(existsSync(lockOf(path))).toBe(true);
  expect(await readKept(path)).toEqual([clickOn('Buy')]);
});
