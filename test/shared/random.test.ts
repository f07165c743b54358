import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessionIdAt } from '../../src/api/session-id.ts';
import { logNormal } from '../../src/data/log-normal.ts';
import { EARLIEST_START, LATEST_EVENT } from '../../src/data/schedule.ts';
import { hashTexts } from '../../src/shared/hash.ts';
import { openRandom } from '../../src/shared/random.ts';

const draw = (...purpose: string[]): number[] => {
  const random = openRandom(1, ...purpose);
  return Array.from({ length: 8 }, () => random.below(2 ** 32));
};

test('the same purpose draws the same, whatever else is drawn', () => {
  const before = draw('a', 'b');
  draw('c');
  expect(draw('a', 'b')).toEqual(before);
});

test('purposes that are the same when joined draw differently', () => {
  expect(draw('ab', 'c')).not.toEqual(draw('a', 'bc'));
  expect(draw('ab')).not.toEqual(draw('ab', ''));
  expect(draw('1:a', 'b')).not.toEqual(draw('a', 'b'));
});

test('hashes of short texts do not collide', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, i) => hashTexts([String(i)]).join()));
  expect(hashes.size).toBe(100_000);
});

test('draws stay inside their bounds and reach both ends', () => {
  const law = fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(3), (purpose, least, width) => {
    const random = openRandom(1, purpose);
    const drawn = new Set(Array.from({ length: 200 }, () => random.between(least, least + width)));
    expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: width + 1 }, (_, i) => least + i));
  });
  fc.assert(law);
});

test('log-normal draws have the right median and stay within 0.056 to 17.782 times of it', () => {
  const random = openRandom(1, 'pauses');
  const drawn = Array.from({ length: 20_000 }, () => logNormal(random, 10_000)).sort((a, b) => a - b);
  expect(drawn[10_000]).toBeGreaterThan(9500);
  expect(drawn[10_000]).toBeLessThan(10_500);
  expect(drawn[0]).toBeGreaterThanOrEqual(560);
  expect(drawn.at(-1)).toBeLessThanOrEqual(177_820);
});

test('the first and the last start have exact IDs of 16 digits', () => {
  expect(sessionIdAt(EARLIEST_START, 0)).toBeGreaterThanOrEqual(1e15);
  expect(sessionIdAt(EARLIEST_START - 1, 0)).toBeLessThan(1e15);
  expect(sessionIdAt(LATEST_EVENT, 4095)).toBeLessThan(Number.MAX_SAFE_INTEGER);
});
