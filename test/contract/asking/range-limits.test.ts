import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeLimits } from '../../../src/contract/asking/range-limits.ts';
import { DEFAULT_READING } from '../../../src/contract/reading/window-reading.ts';
import type { Exchange } from '../../../src/contract/wire/exchange.ts';

const DAY_MS = 86_400_000;
const NOW = 1_700_000_000_000;

const answer = (status: number) => ({ reply: { status, headers: new Headers() } }) as Exchange; // all that is read
const mayRefuse = (window: { start?: number; end?: number }, reading = DEFAULT_READING, status = 400) =>
  new RangeLimits(NOW).refuse(answer(status), window, reading);

describe('a refusal of a range', () => {
  it.each([
    ['starts after it ends', { start: 6, end: 5 }],
    ['starts in the future', { start: NOW + 1 }],
    ['is wider than a day', { start: 0, end: DAY_MS + 1 }],
  ])('is allowed if the range %s', (_, window) => {
    expect(mayRefuse(window)).toBe(true);
    expect(mayRefuse(window, DEFAULT_READING, 422)).toBe(true);
  });

  it.each([
    ['is open at its end', { start: 5 }],
    ['is open at its start', { end: NOW + 9 * DAY_MS }],
    ['is no wider than a day', { start: 5, end: 5 + DAY_MS }],
    ['is one instant', { start: 5, end: 5 }],
  ])('is not allowed if the range %s', (_, window) => {
    expect(mayRefuse(window)).toBe(false);
  });

  it('is allowed for a single instant if the end is excluded', () => {
    expect(mayRefuse({ start: 5, end: 5 }, { ...DEFAULT_READING, isEndIncluded: false })).toBe(true);
  });

  it.each([200, 204, 302, 401, 403, 404, 429, 500])('does not count with status %i', (status) => {
    expect(mayRefuse({ start: 6, end: 5 }, DEFAULT_READING, status)).toBe(false);
  });
});

it('one limit explains all answers of a server that has one, in any order', () => {
  const widths = fc.array(fc.integer({ min: 1, max: 400 * DAY_MS }), { minLength: 1 });
  fc.assert(
    fc.property(widths, fc.integer({ min: DAY_MS, max: 400 * DAY_MS }), (all, limit) => {
      const limits = new RangeLimits(NOW);
      for (const end of all) {
        expect(limits.refuse(answer(end > limit ? 400 : 200), { start: 0, end }, DEFAULT_READING)).toBe(end > limit);
      }
    }),
    { seed: 1 },
  );
});

it('nothing explains a range that is refused when a wider one is answered, whichever came first', () => {
  const limits = new RangeLimits(NOW);
  expect(limits.refuse(answer(200), { start: 0, end: 9 * DAY_MS }, DEFAULT_READING)).toBe(false);
  expect(limits.refuse(answer(400), { start: 0, end: 8 * DAY_MS }, DEFAULT_READING)).toBe(false);
  expect(limits.refuse(answer(400), { start: 0, end: 10 * DAY_MS }, DEFAULT_READING)).toBe(true);
  expect(() => limits.refuse(answer(200), { start: 0, end: 11 * DAY_MS }, DEFAULT_READING)).toThrow();
});
