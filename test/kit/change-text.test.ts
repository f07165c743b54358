import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordedChange } from '../../src/kit/change.ts';
import { writeChange } from '../../src/kit/change-text.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { changes, clickOn } from '../journal/file/changes.ts';

it('a change is read back from its text', () => {
  fc.assert(
    fc.property(changes, (change) => {
      expect(JSON.parse(atOnce(writeChange(change)).join(''))).toEqual(JSON.parse(JSON.stringify(change)));
    }),
  );
});

it('a change without events is read back from its text', () => {
  const change: RecordedChange = { type: 'jobs', jobs: [] };
  expect(atOnce(writeChange(change))).toEqual([JSON.stringify(change)]);
});

it('many events come in pieces, with turns for others between, though each row has few', () => {
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
