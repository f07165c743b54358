import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOCUMENTED_EVENTS } from '../../src/api/documented/events.ts';
import { BufferCache } from '../../src/store/buffer-cache.ts';
import { EventBuffer } from '../../src/store/event-buffer.ts';
import { PROJECT } from '../support/stores.ts';

/** A buffer of some of the documented events. */
const bufferOf = (events: number) => new EventBuffer(DOCUMENTED_EVENTS.slice(0, events));
const WHOLE = bufferOf(DOCUMENTED_EVENTS.length).size;

test('keeps no more users than its limit, those requested last', () => {
  const cache = new BufferCache({ users: 2 });
  const [ada, bob, eve] = [bufferOf(1), bufferOf(2), bufferOf(3)];
  cache.set(PROJECT, 'ada', 1, ada);
  cache.set(PROJECT, 'bob', 1, bob);
  expect(cache.get(PROJECT, 'ada', 1)).toBe(ada);
  cache.set(PROJECT, 'eve', 1, eve);
  expect(['ada', 'bob', 'eve'].map((user) => cache.get(PROJECT, user, 1))).toEqual([ada, undefined, eve]);
});

test('keeps no more bytes than its limit, but always the latest user', () => {
  const cache = new BufferCache({ bytes: WHOLE });
  const [whole, part] = [bufferOf(DOCUMENTED_EVENTS.length), bufferOf(1)];
  cache.set(PROJECT, 'ada', 1, whole);
  expect(cache.get(PROJECT, 'ada', 1)).toBe(whole);
  cache.set(PROJECT, 'eve', 1, part);
  expect([cache.get(PROJECT, 'ada', 1), cache.get(PROJECT, 'eve', 1)]).toEqual([undefined, part]);

  const tiny = new BufferCache({ bytes: 1 });
  expect(tiny.get(PROJECT, 'ada', tiny.set(PROJECT, 'ada', 1, whole) && 1)).toBe(whole);
});

test('returns nothing of another revision, project or user', () => {
  const cache = new BufferCache();
  cache.set(PROJECT, 'ada', 1, bufferOf(1));
  const others = [cache.get(PROJECT, 'ada', 2), cache.get('other', 'ada', 1), cache.get(PROJECT, 'eve', 1)];
  expect(others).toEqual([undefined, undefined, undefined]);
  expect(cache.get('other', 'nobody', undefined)).toBeUndefined();
});

test('counts the bytes and users that it keeps, whatever is set, replaced, deleted and cleared', () => {
  const user = fc.constantFrom(...'abcde');
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ user, events: fc.integer({ min: 0, max: DOCUMENTED_EVENTS.length }) }) },
    { weight: 2, arbitrary: user },
    { weight: 1, arbitrary: fc.constant('clear') },
  );
  const bounds = { users: 3, bytes: Math.floor(1.5 * WHOLE) };
  const law = fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const cache = new BufferCache(bounds);
    const latest = new Map<string, EventBuffer>();
    for (const done of steps) {
      if (done === 'clear') cache.clear();
      else if (typeof done === 'string') cache.delete(PROJECT, done);
      else latest.set(done.user, cache.set(PROJECT, done.user, 1, bufferOf(done.events)));
      const kept = [...latest].flatMap(([name, buffer]) => {
        const found = cache.get(PROJECT, name, 1);
        if (found) expect(found).toBe(buffer);
        return found ? [found.size] : [];
      });
      expect([cache.users, cache.bytes]).toEqual([kept.length, kept.reduce((sum, size) => sum + size, 0)]);
      expect(cache.users <= bounds.users && cache.bytes <= bounds.bytes).toBe(true);
    }
  });
  fc.assert(law);
});
