import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStateFile } from '../../../src/journal/file/state-file.ts';
import { RecordError, UnavailableError } from '../../../src/shared/errors.ts';
import { makeFolder } from '../../support/files.ts';
import { append, changes, changesOf, clickOn, FORGET, inForce, keep, linesOf, readKept } from './changes.ts';
import { newPlace } from './places.ts';

const namesBeside = (path: string) => readdirSync(dirname(path));

test('whatever was appended is read back after every restart', async () => {
  const folder = makeFolder();
  let run = 0;
  const law = fc.asyncProperty(fc.array(fc.array(changes, { maxLength: 4 }), { maxLength: 4 }), async (lives) => {
    const path = join(folder, `state-${run++}`);
    for (const [index, life] of lives.entries()) {
      const file = await openStateFile(path);
      for (const change of life) await append(file, change);
      const kept = inForce(lives.slice(0, index + 1).flat());
      expect(await changesOf(file)).toEqual(kept);
      expect(await changesOf(file)).toEqual(kept);
      await file.close();
    }
    expect(await readKept(path)).toEqual(inForce(lives.flat()));
  });
  await fc.assert(law, { numRuns: 30 });
});

test('of changes appended at the same time one is kept, and the others are told that they are behind', async () => {
  const path = newPlace();
  const file = await openStateFile(path);
  const large = clickOn('x'.repeat(2 ** 20));
  const all = [large, ...Array.from({ length: 9 }, (_, at) => clickOn(`${at}`))];
  const appended = await Promise.all(all.map((change) => file.append(change, 0)));
  expect(appended.filter((position) => position === 'behind')).toHaveLength(9);
  const [first] = all.filter((_, at) => appended[at] !== 'behind');
  expect(await file.append(large, 1)).toBe(2);
  await file.close();
  expect(await readKept(path)).toEqual(inForce([first ?? expect.unreachable(), large]));
});

test('a file cut anywhere in its last entry holds all entries before it, takes new ones, and loses no byte', async () => {
  const path = newPlace();
  const law = fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 5 }), fc.nat(), async (all, where) => {
    rmSync(path, { force: true });
    rmSync(`${path}.cut-off`, { force: true });
    await keep(path, all);
    const lines = linesOf(path);
    const last = lines.pop() ?? Buffer.of();
    const left = where % (last.length - 1);
    writeFileSync(path, Buffer.concat([...lines, last.subarray(0, left)]));

    const file = await openStateFile(path);
    expect(file.cutBytes).toBe(left);
    expect(existsSync(file.asidePath) ? readFileSync(file.asidePath) : Buffer.of()).toEqual(last.subarray(0, left));
    expect(await changesOf(file)).toEqual(inForce(all.slice(0, -1)));
    await append(file, clickOn('since'));
    await file.close();
    expect(await readKept(path)).toEqual(inForce([...all.slice(0, -1), clickOn('since')]));
  });
  await fc.assert(law, { numRuns: 30 });
});

test('a file whose last entry lacks only its newline, as editors leave it, still holds that entry', async () => {
  const path = newPlace();
  const law = fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 4 }), async (all) => {
    rmSync(path, { force: true });
    await keep(path, all);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, -1));
    const file = await openStateFile(path);
    expect(await changesOf(file)).toEqual(inForce(all));
    await append(file, clickOn('since'));
    await file.close();
    expect(await readKept(path)).toEqual(inForce([...all, clickOn('since')]));
  });
  await fc.assert(law, { numRuns: 30 });
});

test('what is cut off is appended to what was cut off before', async () => {
  const path = newPlace();
  await keep(path, [clickOn('kept')]);
  const whole = readFileSync(path);
  for (const text of ['first', 'second']) {
    writeFileSync(path, Buffer.concat([whole, Buffer.from(text)]));
    expect(await readKept(path)).toEqual([clickOn('kept')]);
  }
  expect(readFileSync(`${path}.cut-off`, 'utf8')).toBe('firstsecond');
});

test('a file is left untouched if its torn end cannot be set aside', async () => {
  const path = newPlace();
  await keep(path, [clickOn('kept')]);
  const broken = Buffer.concat([readFileSync(path), Buffer.from('torn')]);
  writeFileSync(path, broken);
  mkdirSync(`${path}.cut-off`);
  await expect(openStateFile(path)).rejects.toThrow(
    /its last 4 bytes cannot be set aside in .*The file was left unchanged/,
  );
  expect(readFileSync(path)).toEqual(broken);
});

test('a file with any byte changed before its last line is refused and left untouched', async () => {
  const path = newPlace();
  const flips = fc.integer({ min: 1, max: 255 });
  const law = fc.asyncProperty(
    fc.array(changes, { minLength: 1, maxLength: 4 }),
    fc.nat(),
    flips,
    async (all, where, flip) => {
      rmSync(path, { force: true });
      await keep(path, all);
      const bytes = readFileSync(path);
      const before = bytes.length - (linesOf(path).at(-1)?.length ?? 0);
      const place = where % before;
      bytes.writeUInt8(bytes.readUInt8(place) ^ flip, place);
      writeFileSync(path, bytes);

      await expect(openStateFile(path)).rejects.toThrow(/: line \d+ .* The file was left unchanged\. Move it away/);
      expect(readFileSync(path)).toEqual(bytes);
    },
  );
  await fc.assert(law, { numRuns: 30 });
});

describe('a new state begins', () => {
  test('where there is no file', async () => {
    const path = newPlace();
    expect(await readKept(path)).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe('{"format":"openreplay-kit state","version":1}\n');
  });

  test.each([
    ['an empty file', ''],
    ['a first line that was not written to its end', '{"format":"openreplay-kit st'],
    ['a first line without its newline', '{"format":"openreplay-kit state","version":1}'],
  ])('in %s', async (_, text) => {
    const path = newPlace();
    writeFileSync(path, text);
    await keep(path, [clickOn('Buy')]);
    expect(await readKept(path)).toEqual([clickOn('Buy')]);
  });

  test('behind a symbolic link, which remains one', async () => {
    const path = newPlace();
    writeFileSync(path, '');
    const link = `${path}-link`;
    symlinkSync(basename(path), link);
    await keep(link, [clickOn('Buy'), FORGET, clickOn('Shop')]);
    expect(await readKept(link)).toEqual([FORGET, clickOn('Shop')]);
    expect(await readKept(path)).toEqual([FORGET, clickOn('Shop')]);
  });
});

describe('a file that is mostly out of date', () => {
  const obsolete = Array.from({ length: 20 }, (_, index) => clickOn(`before ${index}`));

  test('is rewritten on opening with what is in force', async () => {
    const path = newPlace();
    await keep(path, [...obsolete, FORGET, clickOn('after')]);
    const long = linesOf(path);
    expect(await readKept(path)).toEqual([FORGET, clickOn('after')]);
    expect(linesOf(path)).toEqual([long.at(0), ...long.slice(-2)]);
    expect(namesBeside(path)).toEqual(['state']);
  });

  test('keeps its permissions when it is rewritten', async () => {
    const path = newPlace();
    await keep(path, [...obsolete, FORGET]);
    chmodSync(path, 0o640);
    await readKept(path);
    expect(linesOf(path)).toHaveLength(2);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('is left untouched where it cannot be rewritten', async () => {
    const path = newPlace();
    await keep(path, [...obsolete, FORGET]);
    const long = linesOf(path);
    // a folder in place of the draft: no file can be written there, and it is not removed
    mkdirSync(join(`${path}.openreplay-kit-draft`, 'full'), { recursive: true });
    expect(await readKept(path)).toEqual([FORGET]);
    expect(linesOf(path)).toEqual(long);
  });

  test('is rewritten whatever an interrupted rewrite left behind', async () => {
    const path = newPlace();
    await keep(path, [...obsolete, FORGET]);
    writeFileSync(`${path}.openreplay-kit-draft`, 'half a fi');
    expect(await readKept(path)).toEqual([FORGET]);
    expect(linesOf(path)).toHaveLength(2);
    expect(namesBeside(path)).toEqual(['state']);
  });
});

describe('a change is refused and not kept', () => {
  test('when it could not be read again', async () => {
    const path = newPlace();
    const file = await openStateFile(path);
    await expect(append(file, { type: 'record', rows: [] })).rejects.toThrow(RecordError);
    const [row] = clickOn(1 as unknown as string).rows;
    await expect(append(file, { type: 'replace', rows: row ? [row] : [] })).rejects.toThrow(
      'rows[0].events[0].label: ',
    );
    await file.close();
    expect(linesOf(path)).toHaveLength(1);
  });

  test('once the file is closed', async () => {
    const path = newPlace();
    const file = await openStateFile(path);
    await file.close();
    await file.close();
    await expect(append(file, clickOn('late'))).rejects.toThrow('it was closed');
    expect(await readKept(path)).toEqual([]);
  });

  test.each<[string, (path: string) => void]>([
    ['removed', (path) => rmSync(path)],
    ['moved', (path) => renameSync(path, `${path}-moved`)],
    [
      'replaced',
      (path) => {
        const bytes = readFileSync(path);
        renameSync(path, `${path}-moved`);
        writeFileSync(path, bytes);
      },
    ],
    ['written to', (path) => writeFileSync(path, 'more', { flag: 'a' })],
  ])('when the file was %s by something else', async (_, change) => {
    const path = newPlace();
    const file = await openStateFile(path);
    await append(file, clickOn('before'));
    change(path);
    const after = existsSync(path) && readFileSync(path);
    await expect(append(file, clickOn('after'))).rejects.toThrow(UnavailableError);
    await expect(append(file, clickOn('after'))).rejects.toThrow('something else changed, moved or removed it');
    expect(existsSync(path) && readFileSync(path)).toEqual(after);
    await file.close();
  });
});
