import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import type { SessionEvent } from '../../src/api/session-event.ts';
import { HistoryCache } from '../../src/data/history-cache.ts';
import { LiveHistory } from '../../src/data/live-history.ts';
import { Recent } from '../../src/data/recent.ts';

const historyOf = (count: number) => {
  const history: SessionEvent[] = Array.from({ length: count }, () => DOCUMENTED_EVENTS[0] as SessionEvent);
  const source = { history, underWay: [], skewMs: 0, starts: () => [], visit: () => [] };
  return { view: 'whole', history: new LiveHistory(source) };
};

test('the cache of histories stays within its limits, and keeps the one used last', () => {
  const limits = { users: 5, events: 100 };
  const puts = fc.array(fc.tuple(fc.constantFrom(...'abcdefghij'), fc.integer({ min: 1, max: 70 })), { minLength: 1 });
  const law = fc.property(puts, (done) => {
    const cache = new HistoryCache(limits);
    for (const [key, count] of done) {
      const kept = historyOf(count);
      cache.put(key, kept);
      expect(cache.get(key)?.history).toBe(kept.history);
      expect(cache.size).toBeLessThanOrEqual(limits.users);
      expect(cache.size === 1 || cache.events <= limits.events).toBe(true);
    }
  });
  fc.assert(law);
});

test('what was used last is kept, up to a number', () => {
  const made: string[] = [];
  const recent = new Recent<string, string>(2);
  const get = (key: string) => recent.get(key, () => made[made.push(key) - 1] ?? '');
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(recent.size).toBe(2);
});
