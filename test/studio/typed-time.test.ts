import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTypedTime, toTypedTime } from '../../src/studio/parts/typed-time.ts';

describe('a time as it is typed', () => {
  it('is read as the time it was written from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (time) => {
        expect(parseTypedTime(toTypedTime(time))).toBe(time);
      }),
    );
  });

  it.each([
    ['', undefined],
    ['  ', undefined],
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2026-01-31 09:30', Date.UTC(2026, 0, 31, 9, 30)],
    ['2026-01-31T09:30:05.250Z', Date.UTC(2026, 0, 31, 9, 30, 5, 250)],
    ['1767225600000', 1767225600000],
  ])('%j is %s', (text, time) => {
    expect(parseTypedTime(text)).toBe(time);
  });

  it.each(['soon', '2026', '2026-02-31x', '31.1.2026', '2026-13-01', '1969-12-31', '9999999999999999', '-5'])(
    '%j is invalid',
    (text) => {
      expect(parseTypedTime(text)).toBe('invalid');
    },
  );
});
