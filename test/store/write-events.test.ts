import { expect, test } from 'vitest';
import type { RecordedEvent } from '../../src/kit/record.ts';
import { atOnce } from '../../src/shared/slices.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';
import { writeEvents } from '../../src/store/write-events.ts';
import { readPieces } from '../support/read-pieces.ts';

const clicks = (count: number): RecordedEvent[] =>
  Array.from({ length: count }, (_, at) => ({
    sessionId: 1 + Math.floor(at / 400),
    messageId: at,
    timestamp: at,
    label: 'Buy',
    type: 'CLICK',
  }));

test.each([0, 1, 499, 500, 501, 1_000, 1_337])('%d events are written in parts just as at once', (count) => {
  const events = clicks(count);
  const [inParts, whole] = [atOnce(writeEvents(events)), new EventBuffer(events)];
  expect(readPieces([inParts.text()])).toBe(readPieces([whole.text()]));
  expect(inParts.sessions).toEqual(whole.sessions);
  expect(inParts.length).toBe(count);
});

test('writing many events takes as many turns as there are parts', () => {
  const turnsFor = (count: number) => {
    const work = writeEvents(clicks(count));
    let turns = 0;
    while (!work.next().done) turns += 1;
    return turns;
  };
  expect(turnsFor(500)).toBe(0);
  expect(turnsFor(5_000)).toBeGreaterThanOrEqual(10);
});
