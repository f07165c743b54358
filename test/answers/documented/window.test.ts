import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRuns, type WindowMode } from '../../../src/answers/documented/window.ts';
import type { QueryParameters } from '../../../src/api/documented/request.ts';
import { MAX_EPOCH_MS } from '../../../src/api/scalars.ts';
import type { SessionEvent } from '../../../src/api/session-event.ts';
import { EventBuffer } from '../../../src/store/event-buffer.ts';
import { eventLists, LATEST } from '../../support/event-lists.ts';
import { keep } from '../../support/plain-mock.ts';
import { readPieces } from '../../support/read-pieces.ts';

const bound = fc.option(fc.oneof({ weight: 9, arbitrary: fc.nat(LATEST) }, fc.constant(MAX_EPOCH_MS)), {
  nil: undefined,
});
const windows = fc.record({ start_date: bound, end_date: bound });

/** What the binary search and the slices of bytes come to. */
function cut(events: readonly SessionEvent[], window: QueryParameters, mode: WindowMode): string {
  const buffer = new EventBuffer(events);
  return readPieces(buffer.pieces(findRuns(buffer, window, mode), { head: '{"data":[', tail: ']}' }));
}

describe.each(['event', 'session'] as const)('a window by %s', (mode) => {
  test('keeps what a plain filter keeps, byte for byte, whether or not sessions overlap', () => {
    fc.assert(
      fc.property(eventLists, windows, (events, window) => {
        expect(cut(events, window, mode)).toBe(JSON.stringify({ data: keep[mode](events, window) }));
      }),
      { numRuns: 500 },
    );
  });

  test('that starts after it ends keeps nothing', () => {
    fc.assert(
      fc.property(eventLists, fc.integer({ min: 1, max: LATEST }), fc.nat(LATEST), (events, gapMs, end) => {
        expect(cut(events, { start_date: end + gapMs, end_date: end }, mode)).toBe('{"data":[]}');
      }),
    );
  });

  test('split at any time gives two halves that add up to the whole', () => {
    fc.assert(
      fc.property(eventLists, fc.nat(LATEST), (events, at) => {
        const halves = [{ end_date: at }, { start_date: at + 1 }].map(
          (half) => JSON.parse(cut(events, half, mode)).data,
        );
        const whole = JSON.parse(cut(events, {}, mode)).data;
        expect(halves.map(({ length }) => length).reduce((a, b) => a + b)).toBe(whole.length);
        expect(whole).toEqual(expect.arrayContaining(halves.flat()));
      }),
    );
  });
});
