import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCALES } from '../../src/data/model/locales.ts';
import { createMock } from '../../src/index.ts';

const DAY_MS = 86_400_000;

test('the suggested user was there in the last 24 hours, with any seed and in any language', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.constantFrom(...LOCALES), async (seed, locale) => {
      const mock = createMock({ seed, locale });
      const { suggested, users } = await mock.findUsers({ limit: 1 });
      const events = await mock.events(suggested ?? '');
      expect(mock.clock.now() - (events.at(-1)?.timestamp ?? 0)).toBeLessThan(DAY_MS);
      expect(users[0]?.userId).not.toBe(suggested);
    }),
    { numRuns: 20 },
  );
});

test('a recorded user is suggested before any other, and none when there are no users', async () => {
  const mock = createMock();
  await mock.record({ userId: 'ada', events: [{ type: 'CLICK', label: 'Buy' }] });
  expect((await mock.findUsers()).suggested).toBe('ada');
  const empty = createMock({ users: 0, documentedUser: false });
  expect(await empty.findUsers()).toEqual({ total: 0, users: [], suggested: null, next: null });
  expect(await empty.events('mickael@openreplay.com')).toEqual([]);
  expect((await createMock({ users: 1 }).findUsers()).suggested).toBe((await createMock({ users: 1 }).users(2))[1]);
});
