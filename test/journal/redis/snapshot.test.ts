import { expect, test } from 'vitest';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { join, startServer, stateOf, visit } from './servers.ts';

/** Visits of many users, so many events in all. */
function visits(events: number, each = 20) {
  return Array.from({ length: events / each }, (_, index) => ({
    userId: `user-${index % 500}`,
    events: Array.from({ length: each }, (_, step) => ({ type: 'LOCATION' as const, path: `/${index}/${step}/` })),
  }));
}

const lengthOf = async (server: Awaited<ReturnType<typeof startServer>>, key: string) =>
  Number((await server.command(`XLEN {kit}:${key}`)).slice(1));

test('a large batch is in a snapshot soon, of which a mock that joins has everything', async () => {
  const server = await startServer();
  const one = await join(server.url());
  await one.mock.record(visits(9_000));
  await one.mock.record(visit('/last/'));
  await expect.poll(() => server.command('HEXISTS {kit}:about snapshot')).toBe(':1');
  // nothing is left of the batch itself
  await expect.poll(() => lengthOf(server, 'journal')).toBeLessThanOrEqual(2);
  await one.mock.record(visit('/later/'));
  const late = await join(server.url());
  expect(await stateOf(late)).toEqual(await stateOf(one));
  expect(late.mock.recordedEvents()).toBe(9_002);
});

test('the journal is trimmed as it grows, and one that was away reads on from a snapshot', async () => {
  const server = await startServer();
  const [one, away] = [await join(server.url()), await join(server.url())];
  await away.mock.record(visit('/before/', 'eve'));
  // as one whose process stands still: it hears of nothing, and is not waited for
  await away.state.close();
  for (let count = 1; count <= 2_100; count++) {
    one.mock.clock.advance(1);
    if (count % 20 === 0) await one.mock[INTERNALS].settle();
  }
  await expect.poll(() => lengthOf(server, 'journal')).toBeLessThan(2_100);
  await one.mock.record(visit('/after/', 'eve'));
  const late = await join(server.url());
  expect(await stateOf(late)).toEqual(await stateOf(one));
  expect(late.mock.clock.now() - late.mock.options.now).toBe(2_100);
});

test('what was reset is not read again', async () => {
  const server = await startServer();
  const one = await join(server.url());
  await one.mock.record(visit('/gone/'));
  await one.mock.reset();
  await one.mock.record(visit('/kept/'));
  const late = await join(server.url());
  expect(await late.mock.events('ada')).toMatchObject([{ path: '/kept/' }]);
});
