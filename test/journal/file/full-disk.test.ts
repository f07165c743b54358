import { spawnSync } from 'node:child_process';
import { ftruncateSync, readFileSync, statSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openStateFile, type Writes } from '../../../src/journal/file/state-file.ts';
import { UnavailableError } from '../../../src/shared/errors.ts';
import { append, changesOf, clickOn, keep, linesOf, readKept } from './changes.ts';
import { newPlace } from './places.ts';

const FILLER = fileURLToPath(new URL('./filler.mjs', import.meta.url));

test('a file that the system does not let grow keeps everything that was kept, and what still fits', async () => {
  const path = newPlace();
  // 100 blocks of 512 or 1024 bytes, as the shell counts; the write that crosses the limit is first cut short
  const limited = ['-c', 'ulimit -f 100 && exec "$0" "$@"', process.execPath, FILLER, path];
  const { stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' });
  expect(stderr).toBe('');
  const { kept, failure } = JSON.parse(stdout);
  expect(failure).toEqual({
    message:
      `Failed to keep a change in the state file ${path}: the file may not grow any further (EFBIG). ` +
      'Free some space and try again. The change did not take place.',
    cause: 'EFBIG',
    added: 0,
  });
  expect(kept).toBeGreaterThan(4);
  expect(await readKept(path)).toHaveLength(kept);
});

/** Writes that fail with a system error after the given number of bytes. */
function failingAfter(bytes: number, code: string, more: Partial<Writes> = {}): Writes {
  let left = bytes;
  const fail = () => {
    throw Object.assign(new Error(`${code}: the system's words, write`), { code });
  };
  return {
    // by the one of its forms that is called
    writeSync: ((file: number, buffer: Buffer, offset: number, length: number) => {
      const count = Math.min(left, length, 7);
      left -= count;
      return count > 0 ? writeSync(file, buffer, offset, count, null) : fail();
    }) as typeof writeSync,
    ftruncateSync,
    ...more,
  };
}

describe('a write that fails', () => {
  const size = Buffer.byteLength(`12345678 ${JSON.stringify(clickOn('one'))}\n`);

  test.each([
    ['before its first byte', size, 'ENOSPC', 'no space is left on the device (ENOSPC)'],
    ['in the middle', size + 20, 'EIO', 'the device failed (EIO)'],
    ['at its last byte', 2 * size - 1, 'EDQUOT', 'the disk quota is used up (EDQUOT)'],
    ['for another reason', size + 1, 'EAGAIN', "EAGAIN: the system's words, write"],
  ])('%s leaves the file as it was', async (_, bytes, code, reason) => {
    const path = newPlace();
    const file = await openStateFile(path, failingAfter(bytes, code));
    await append(file, clickOn('one'));
    const before = readFileSync(path);
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(append(file, clickOn('two'))).rejects.toThrow(UnavailableError);
      await expect(append(file, clickOn('two'))).rejects.toThrow(
        `${path}: ${reason}. Free some space and try again. The change did`,
      );
    }
    expect(readFileSync(path)).toEqual(before);
    expect(await changesOf(file)).toEqual([clickOn('one')]);
    await file.close();
    await keep(path, [clickOn('three')]);
    expect(await readKept(path)).toEqual([clickOn('one'), clickOn('three')]);
  });

  test('and cannot be undone is the last one; what was kept before stays', async () => {
    const path = newPlace();
    const writes = failingAfter(size + 20, 'EIO', {
      ftruncateSync: () => {
        throw new Error('EIO');
      },
    });
    const file = await openStateFile(path, writes);
    await append(file, clickOn('one'));
    await expect(append(file, clickOn('two'))).rejects.toThrow('the device failed (EIO). Free some space');
    await expect(append(file, clickOn('two'))).rejects.toThrow(
      'an earlier write failed halfway and could not be undone: the device failed (EIO).',
    );
    expect(statSync(path).size - linesOf(path).slice(0, 2).join('').length).toBe(20);
    await file.close();
    expect(await readKept(path)).toEqual([clickOn('one')]);
  });
});
