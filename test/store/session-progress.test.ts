import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSessionIds, type SessionId } from '../../src/api/any-session-id.ts';
import type { RecordedEvent } from '../../src/kit/record.ts';
import { SessionsProgress } from '../../src/store/session-progress.ts';

const LONG = ['9007199254740993', '2416408176556518452', '2416408176556518453'];
const sessions = fc.uniqueArray(
  fc.record({
    id: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom<SessionId>(...LONG)),
    start: fc.nat(4),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
);

const event = (sessionId: SessionId, timestamp: number, messageId = 1): RecordedEvent => ({
  sessionId,
  messageId,
  timestamp,
  label: 'Buy',
  type: 'CLICK',
});

test('finds IDs before and after a time, and the last session, as a search through all of them would', () => {
  fc.assert(
    fc.property(sessions, sessions, fc.nat(5), (all, left, at) => {
      const gone = new Set(left.map(({ id }) => id));
      const whole = new SessionsProgress();
      whole.add(all.map(({ id, start }) => event(id, start)));
      const rest = all.filter(({ id }) => !gone.has(id));
      for (const [known, facts] of [
        [all, whole],
        [rest, whole.without(gone)],
      ] as const) {
        const numbers = (test: (start: number) => boolean) =>
          known.flatMap(({ id, start }) => (typeof id === 'number' && test(start) ? [id] : []));
        expect(facts.highestIdUntil(at)).toBe(Math.max(0, ...numbers((start) => start <= at)));
        expect(facts.lowestIdAfter(at)).toBe(Math.min(Number.POSITIVE_INFINITY, ...numbers((start) => start > at)));
        expect([...facts.ids()]).toEqual(known.map(({ id }) => id));
        for (const id of [0, 6, 20, ...LONG]) {
          const isAfter = known.every(
            (one) => one.start < at || (one.start === at && compareSessionIds(id, one.id) > 0),
          );
          expect(facts.isAfterAll({ id, start: at })).toBe(isAfter);
        }
      }
    }),
  );
});

test('a session continues from its last event and its last page', () => {
  const facts = new SessionsProgress();
  const page = { ...event(1, 20, 3), type: 'LOCATION', host: 'a.test', path: '/b' } as RecordedEvent;
  facts.add([event(1, 10, 2), page, event(2, 15), event(1, 30, 4)]);
  expect(facts.get(1)).toEqual({
    id: 1,
    start: 10,
    lastMessageId: 4,
    lastTimestamp: 30,
    page: { host: 'a.test', path: '/b' },
  });
  expect(facts.get(2)?.page).toBeUndefined();
  expect(facts.get(3)).toBeUndefined();
});
