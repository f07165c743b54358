import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareIds, compareTexts, mergeEvents, type StoredEvent } from '../../src/store/analytics.ts';

const sign = (value: number | bigint) => (value > 0 ? 1 : value < 0 ? -1 : 0);

test('texts are sorted by their UTF-8 bytes', () => {
  // letters of one to four bytes, those around surrogates among them
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '𐀀'),
    maxLength: 4,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(sign(compareTexts(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('IDs are sorted as numbers, however many digits they have', () => {
  const id = fc.oneof(fc.bigInt(1n, 30n), fc.bigInt(2n ** 53n, 2n ** 64n - 1n));
  fc.assert(
    fc.property(id, id, (a, b) => {
      expect(sign(compareIds(String(a), String(b)))).toBe(sign(a - b));
      expect(compareIds(String(a), String(a))).toBe(0);
    }),
  );
});

const stored = (name: string, createdAt: number, sessionId: string, eventId = ''): StoredEvent => ({
  eventId,
  name,
  createdAt,
  sessionId,
  userId: 'ada',
  deviceId: '',
  isAutoCaptured: true,
  currentUrl: '',
  properties: {},
  autoProperties: {},
  columns: {},
});

test('of events with the same name, time and session only the last is kept, and all are sorted by these', () => {
  const events = [
    stored('CLICK', 2, '10', 'first'),
    stored('LOCATION', 1, '1'),
    stored('CLICK', 2, '9'),
    stored('CLICK', 1, '10'),
    stored('CLICK', 2, '10', 'last'),
  ];
  const merged = mergeEvents(events).map(({ name, createdAt, sessionId, eventId }) =>
    [name, createdAt, sessionId, eventId].join(' '),
  );
  expect(merged).toEqual(['CLICK 1 10 ', 'CLICK 2 9 ', 'CLICK 2 10 last', 'LOCATION 1 1 ']);
});
