import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordedChange } from '../../src/kit/change-schema.ts';
import { readLines, writeChange } from '../../src/kit/change-text.ts';
import { knownText } from '../../src/kit/event-text.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { changes, clickOn } from '../journal/file/changes.ts';

it('a change is read back from its text', () => {
  fc.assert(
    fc.property(changes, (change) => {
      expect(JSON.parse(atOnce(writeChange(change)).join(''))).toEqual(JSON.parse(JSON.stringify(change)));
    }),
  );
});

it('a change is read back from lines in slices, and each event keeps the text that it was read from', () => {
  fc.assert(
    fc.property(changes, (change) => {
      const text = atOnce(writeChange(change, { inLines: true })).join('');
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(change)));
      const read = atOnce(readLines(text)) as RecordedChange;
      expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(text)));
      for (const { events } of 'rows' in read ? read.rows : []) {
        for (const event of events) expect(knownText(event)).toBe(JSON.stringify(event));
      }
      // and from text without lines, as from any JSON
      expect(atOnce(readLines(JSON.stringify(change)))).toEqual(JSON.parse(text));
    }),
  );
});

it('many events are read with turns for others in between', () => {
  const { rows } = clickOn('Menu');
  const change: RecordedChange = { type: 'record', rows: Array.from({ length: 5_000 }, () => rows).flat() };
  const work = readLines(atOnce(writeChange(change, { inLines: true })).join(''));
  let turns = 0;
  for (let step = work.next(); !step.done; step = work.next()) turns += 1;
  expect(turns).toBeGreaterThan(100);
});

it.each(['{"events":[\n', '{"events":[\n1', '{"events":[\n{}\n', '{"events":[\n{},\n]}', '\n\n'])(
  'an incomplete text is refused, and not read forever: %j',
  (text) => {
    expect(() => atOnce(readLines(text))).toThrow(SyntaxError);
  },
);

it('a change without events is read back from its text', () => {
  const change: RecordedChange = { type: 'jobs', jobs: [] };
  expect(atOnce(writeChange(change))).toEqual([JSON.stringify(change)]);
});

it('many events come in pieces, with turns for others in between, though each row has few', () => {
  const { rows } = clickOn('Menu');
  const change: RecordedChange = { type: 'record', rows: Array.from({ length: 5_000 }, () => rows).flat() };
  const work = writeChange(change);
  let turns = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) turns += 1;
  expect(turns).toBeGreaterThan(100);
  expect(step.value.length).toBeGreaterThan(1);
  expect(JSON.parse(step.value.join(''))).toEqual(change);
});
