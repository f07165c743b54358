import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStateFile } from '../../../src/journal/file/state-file.ts';
import { changes, clickOn, FORGET, inForce, keep, readKept } from './changes.ts';
import { newPlace } from './places.ts';

const withCrlf = (text: string) => text.replaceAll('\n', '\r\n');

/** How other programs save a text: PowerShell, others on Windows, editors, Git. */
const SAVED: Readonly<Record<string, (text: string) => Buffer>> = {
  'as UTF-16': (text) => Buffer.from(`\uFEFF${withCrlf(text)}`, 'utf16le'),
  'as UTF-16 with the high byte first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  'with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
  'with CRLF': (text) => Buffer.from(withCrlf(text)),
};

test.each(Object.entries(SAVED))('a state file that was saved %s is restored', async (_, save) => {
  const path = newPlace();
  const law = fc.asyncProperty(fc.array(changes, { maxLength: 4 }), async (all) => {
    rmSync(path, { force: true });
    await keep(path, all);
    const written = readFileSync(path);
    writeFileSync(path, save(written.toString()));
    expect(await readKept(path)).toEqual(inForce(all));
    // a file with much that is no longer in force is also compacted
    if (inForce(all).length === all.length) expect(readFileSync(path)).toEqual(written);
  });
  await fc.assert(law, { numRuns: 10 });
});

test('it keeps its mode, takes new entries, and leaves nothing beside it', async () => {
  const path = newPlace();
  await keep(path, [clickOn('before')]);
  writeFileSync(path, withCrlf(readFileSync(path, 'utf8')));
  chmodSync(path, 0o600);
  await keep(path, [clickOn('since')]);
  expect(await readKept(path)).toEqual([clickOn('before'), clickOn('since')]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(path))).toHaveLength(1);
});

test.each(Object.entries(SAVED))('any other file that was saved %s is left untouched', async (_, save) => {
  const path = newPlace();
  const notes = save('{"format":"notes"}\nbuy milk\n');
  writeFileSync(path, notes);
  await expect(openStateFile(path)).rejects.toThrow('line 1 is not the first line of a state file');
  expect(readFileSync(path)).toEqual(notes);
});

test('one with bytes that are invalid in its encoding is left untouched', async () => {
  const path = newPlace();
  await keep(path, [FORGET]);
  const broken = Buffer.concat([Buffer.from(withCrlf(readFileSync(path, 'utf8'))), Buffer.of(0xff)]);
  writeFileSync(path, broken);
  await expect(openStateFile(path)).rejects.toThrow('cannot be rewritten in UTF-8');
  expect(readFileSync(path)).toEqual(broken);
});
