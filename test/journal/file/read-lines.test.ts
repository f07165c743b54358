import { closeSync, openSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineRange, readLines } from '../../../src/journal/file/read-lines.ts';
import { newPlace } from './places.ts';

function read(path: string, range: LineRange) {
  const file = openSync(path, 'r');
  try {
    return Array.from(readLines(file, range), ({ bytes, start, end }) => ({
      text: bytes.toString('latin1'),
      start,
      end,
    }));
  } finally {
    closeSync(file);
  }
}

test('lines are the same as those of a split at newlines, however much is read at once', () => {
  const path = newPlace();
  const text = fc.string({ unit: fc.constantFrom('\n', 'a', 'ü'), maxLength: 40 });
  fc.assert(
    fc.property(text, fc.nat(40), fc.integer({ min: 1, max: 50 }), (content, skipped, chunkBytes) => {
      const bytes = Buffer.from(content, 'latin1');
      const from = Math.min(skipped, bytes.length);
      writeFileSync(path, bytes);
      const parts = content.slice(from).split('\n');
      const last = parts.pop() ?? '';
      let start = from;
      const expected = parts.map((part) => {
        const line = { text: part, start, end: 'newline' };
        start += part.length + 1;
        return line;
      });
      if (last) expected.push({ text: last, start, end: 'file' });
      expect(read(path, { from, to: bytes.length, chunkBytes })).toEqual(expected);
    }),
  );
});

test('a line is given up once it is longer than the limit', () => {
  const path = newPlace();
  writeFileSync(path, `short\n${'long'.repeat(100)}\nshort\n`);
  const [first, second, ...rest] = read(path, { from: 0, to: 412, chunkBytes: 10, maxLineBytes: 50 });
  expect(first).toEqual({ text: 'short', start: 0, end: 'newline' });
  expect(second).toMatchObject({ start: 6, end: 'limit' });
  expect(second?.text.length).toBeLessThan(65);
  expect(rest).toEqual([]);
});

test('reading ends at the end of the file, even if that comes earlier than announced', () => {
  const path = newPlace();
  writeFileSync(path, 'one\ntwo');
  expect(read(path, { from: 0, to: 100 })).toHaveLength(2);
});
