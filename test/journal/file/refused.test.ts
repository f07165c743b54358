import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { HEADER } from '../../../src/journal/file/entry.ts';
import { openStateFile } from '../../../src/journal/file/state-file.ts';
import { UnavailableError } from '../../../src/shared/errors.ts';
import { clickOn, keep, linesOf, readKept } from './changes.ts';
import { newPlace } from './places.ts';

/** Returns the message with which a file is refused, its folder's path left out. */
async function refusalOf(path: string, folder = dirname(path)): Promise<string> {
  const error = await openStateFile(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UnavailableError);
  return error instanceof Error ? error.message.replaceAll(folder, '') : '';
}

function entryOf(value: unknown): string {
  const text = JSON.stringify(value);
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
}

const good = entryOf(clickOn('good'));
const MOVE = 'The file was left unchanged. Move it away or name another file.';

describe('a file is refused by its broken line, and left untouched:', () => {
  const NO_START = `line 1 is not the first line of a state file. ${MOVE}`;
  const BROKEN = 'is broken (its checksum does not match)';
  const cut = HEADER.subarray(0, -1);

  test.each<[string, string | Buffer, string]>([
    ['no JSON', 'hello\n', NO_START],
    ['no text', Buffer.alloc(5000, 0xff), NO_START],
    ['JSON that is a snapshot', '{"version":1,"recorded":[]}', NO_START],
    ['an empty first line', `\n${good}`, NO_START],
    ['a first line with more to it', `${cut} \t?\n${good}`, NO_START],
    ['version 0', '{"format":"openreplay-kit state","version":0}\n', NO_START],
    ['another format', '{"format":"other state","version":2}\n', NO_START],
    ['a long first line', `${cut}${' '.repeat(5000)}\n`, NO_START],
    [
      'a newer version',
      `{"format":"openreplay-kit state","version":2,"new":true}\nwhatever`,
      `line 1 was written by a newer version of openreplay-kit (version 2, this one reads 1). ${MOVE}`,
    ],
    [
      'an entry with another text',
      `${HEADER}${good}${good.replace('good', 'gold')}${good}`,
      `line 3 ${BROKEN}. ${MOVE}`,
    ],
    ['an entry cut short in the middle', `${HEADER}${good.slice(0, 40)}\n${good}`, `line 2 ${BROKEN}. ${MOVE}`],
    ['an empty line', `${HEADER}${good}\n${good}`, `line 3 ${BROKEN}. ${MOVE}`],
    [
      'a last entry that is whole and has another text',
      `${HEADER}${good}${good.replace('good', 'gold')}`,
      `line 3 ${BROKEN}. ${MOVE}`,
    ],
    [
      'an entry that is no change',
      `${HEADER}${good}${entryOf({ type: 'forget' })}`,
      `line 3 does not hold a change (type: expected "record", "replace", "jobs" or "session"). ${MOVE}`,
    ],
    [
      'a change that breaks its schema',
      `${HEADER}${entryOf(clickOn(1 as unknown as string))}`,
      `line 2 does not hold a change (rows[0].events[0].label: expected text). ${MOVE}`,
    ],
  ])('%s', async (_, content, message) => {
    const path = newPlace();
    writeFileSync(path, content);
    expect(await refusalOf(path)).toBe(`Failed to use the state file /state: ${message}`);
    expect(readFileSync(path)).toEqual(Buffer.from(content));
    expect(readdirSync(dirname(path))).toEqual(['state']);
  });
});

describe('nothing is opened or created in place of', () => {
  test.each<[string, (path: string) => void, string]>([
    ['a folder', (path) => mkdirSync(path), 'it is a folder, not a regular file. Name a file.'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'it is a pipe, not a regular file. Name a file.'],
    ['a device', (path) => symlinkSync('/dev/full', path), 'it is a device, not a regular file. Name a file.'],
    [
      'a link to nowhere',
      (path) => symlinkSync('nowhere', path),
      'it is a dangling symbolic link. Remove it or name another file.',
    ],
    [
      'a link to itself',
      (path) => symlinkSync('state', path),
      'it is a symbolic link that leads to itself (ELOOP). Name another file.',
    ],
  ])('%s', async (_, make, message) => {
    const path = newPlace();
    make(path);
    expect(await refusalOf(path)).toBe(`Failed to use the state file /state: ${message}`);
    expect(readdirSync(dirname(path))).toEqual(['state']);
  });

  test('a file in a folder that does not exist', async () => {
    const missing = newPlace();
    expect(await refusalOf(join(missing, 'deep', 'file'), dirname(missing))).toBe(
      'Failed to use the state file /state/deep/file: its folder /state/deep does not exist. ' +
        'Create it or name another file.',
    );
    expect(readdirSync(dirname(missing))).toEqual([]);
  });

  test('a file below a file', async () => {
    const path = newPlace();
    writeFileSync(path, 'mine');
    expect(await refusalOf(join(path, 'state'))).toContain('a part of its path is a file, not a folder (ENOTDIR).');
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  test.each([
    ['an empty name', '', 'its name is empty. Name a file.'],
    ['a name with a NUL', 'a\0b', 'without null bytes'],
    ['a name that is too long', `/tmp/${'x'.repeat(300)}`, 'the name is too long (ENAMETOOLONG). Name another file.'],
  ])('%s', async (_, path, message) => {
    expect(await refusalOf(path, '/tmp')).toContain(message);
  });
});

describe('without permission', () => {
  test.each([
    ['to read', 0o222],
    ['to write', 0o444],
  ])('%s it a file is refused', async (_, mode) => {
    const path = newPlace();
    await keep(path, [clickOn('mine')]);
    chmodSync(dirname(path), 0o777);
    chmodSync(path, mode);
    expect(await unprivileged(() => refusalOf(path))).toBe(
      'Failed to use the state file /state: permission is denied (EACCES). ' +
        'Let this user read and write it, or name another file.',
    );
    chmodSync(path, 0o666);
    expect(await readKept(path)).toEqual([clickOn('mine')]);
    expect(linesOf(path)).toHaveLength(2);
  });

  test('to create files in its folder a file is refused, as it cannot be locked', async () => {
    const path = newPlace();
    await keep(path, [clickOn('mine')]);
    chmodSync(dirname(path), 0o555);
    chmodSync(path, 0o666);
    expect(await unprivileged(() => refusalOf(path))).toBe(
      'Failed to use the state file /state: its lock /state.lock cannot be written: permission is denied (EACCES). ' +
        'Name another file.',
    );
    chmodSync(dirname(path), 0o755);
    expect(await readKept(path)).toEqual([clickOn('mine')]);
  });

  const NOBODY = 65534;

  /** Runs something under the rules for ordinary users: those of root do not look at permissions. */
  async function unprivileged<Result>(run: () => Promise<Result>): Promise<Result> {
    if (process.geteuid?.() !== 0) return run();
    process.seteuid?.(NOBODY);
    try {
      return await run();
    } finally {
      process.seteuid?.(0);
    }
  }
});
