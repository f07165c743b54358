import { expect, test } from 'vitest';
import { readAddress } from '../../../src/journal/redis/address.ts';
import { Link } from '../../../src/journal/redis/link.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import type { RedisServer } from '../../support/redis-server.ts';
import { join, type Member, startServer, stateOf, visit } from './servers.ts';

/** Visits of many users, with more events than an entry holds, and as much text as calls for a snapshot. */
function visits(events: number) {
  const label = 'x'.repeat(2_000);
  return Array.from({ length: events }, (_, index) => ({
    userId: `user-${index % 200}`,
    events: [{ type: 'CLICK' as const, label: `${index} ${label}` }],
  }));
}

const lengthOf = async (server: Awaited<ReturnType<typeof startServer>>, key: string) =>
  Number((await server.command(`XLEN {kit}:${key}`)).slice(1));

test('a large batch is soon in a snapshot, from which a mock that joins has everything', async () => {
  const server = await startServer();
  const one = await join(server.url());
  await one.mock.record(visits(2_400));
  await one.mock.record(visit('/last/'));
  await expect.poll(() => server.command('HEXISTS {kit}:about snapshot')).toBe(':1');
  // nothing is left of the batch itself, and its chunks stay only for those that are reading them
  await expect.poll(() => lengthOf(server, 'journal')).toBeLessThanOrEqual(2);
  const [key = ''] = (await server.answer('KEYS {kit}:change:*')).match(/\{kit\}:change:[\w-]+/) ?? [];
  expect(Number((await server.command(`TTL ${key}`)).slice(1))).toBeGreaterThan(0);
  expect(await server.command('ZCARD {kit}:chunked')).toBe(':0');
  await server.command(`DEL ${key}`);
  await one.mock.record(visit('/later/'));
  const late = await join(server.url());
  expect(await stateOf(late)).toEqual(await stateOf(one));
  expect(late.mock.recordedEvents()).toBe(2_402);
});

test('the journal is trimmed as it grows, and a mock that was away catches up from a snapshot', async () => {
  const server = await startServer();
  const [one, away] = [await join(server.url()), await join(server.url())];
  await away.mock.record(visit('/before/', 'eve'));
  // as one whose process stands still: it hears of nothing, and is not waited for
  await away.state.close();
  await appendMany(server, one, 1_100);
  one.mock.clock.advance(1);
  await one.mock[INTERNALS].settle();
  // a thousand entries before the snapshot are left for mocks that are a little behind
  await expect.poll(() => lengthOf(server, 'journal')).toBeLessThanOrEqual(1_000);
  await one.mock.record(visit('/after/', 'eve'));
  const late = await join(server.url());
  expect(await stateOf(late)).toEqual(await stateOf(one));
  expect(late.mock.clock.now() - late.mock.options.now).toBe(1_101);
});

/** Lets another mock advance the clock the given number of times, by a millisecond each. */
async function appendMany(server: RedisServer, { mock }: Member, entries: number): Promise<void> {
  const { settings } = mock[INTERNALS].state();
  const { now } = mock.options;
  const link = new Link(readAddress(server.url()), { up: () => {}, down: () => {} });
  await link.open();
  const change = (count: number) => ({
    type: 'settings',
    settings: { ...settings, clock: { ...settings.clock, now: now + count } },
  });
  try {
    for (let count = 1; count <= entries; count++) {
      const position = Number(await link.send(['HINCRBY', '{kit}:about', 'last', '1']));
      const fields = ['version', '1', 'mock', 'other', 'id', `other:${count}`, 'change', JSON.stringify(change(count))];
      await link.send(['XADD', '{kit}:journal', `${position}-0`, ...fields]);
    }
  } finally {
    link.close();
  }
  await expect.poll(() => mock.clock.now()).toBe(now + entries);
}

test('what was reset is not read again', async () => {
  const server = await startServer();
  const one = await join(server.url());
  await one.mock.record(visit('/gone/'));
  await one.mock.reset();
  await one.mock.record(visit('/kept/'));
  const late = await join(server.url());
  expect(await late.mock.events('ada')).toMatchObject([{ path: '/kept/' }]);
});
