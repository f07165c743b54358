import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { sessionIdAt } from '../../src/api/session-id.ts';

const low = fc.nat(4095);
/** 2019-09 to 2052: IDs have 16 digits from there on, and stay exact until then. */
const start = fc.integer({ min: Date.UTC(2019, 8), max: Date.UTC(2052, 0) });

test('a later session has a higher ID', () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 10 ** 9 }), low, low, (at, laterMs, one, other) => {
      expect(sessionIdAt(at + laterMs, other)).toBeGreaterThan(sessionIdAt(at, one));
    }),
  );
});

test('an ID is a whole number of 16 digits that JSON.parse keeps', () => {
  fc.assert(
    fc.property(start, low, (at, lowest) => {
      const id = sessionIdAt(at, lowest);
      expect(Number.isSafeInteger(id)).toBe(true);
      expect(String(id)).toHaveLength(16);
    }),
  );
});

test('the ID of the documented session follows the rule', () => {
  const { sessionId, timestamp } = DOCUMENTED_EVENTS[0] ?? { sessionId: 0, timestamp: 0 };
  expect(sessionIdAt(timestamp, 0)).toBeGreaterThan(sessionId);
  expect(sessionIdAt(timestamp - 60_000, 0)).toBeLessThan(sessionId);
});
