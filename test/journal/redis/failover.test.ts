import { describe, expect, onTestFinished, test } from 'vitest';
import { askData } from '../../support/ask.ts';
import { makeFolder } from '../../support/files.ts';
import { freePort } from '../../support/free-port.ts';
import { startSentinel } from '../../support/redis-sentinel.ts';
import type { RedisServer } from '../../support/redis-server.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { join, type Member, startServer, stateOf, visit } from './servers.ts';

/** Starts a replica of a server; resolves when it has all that the server has. */
async function startReplica(of: RedisServer): Promise<RedisServer> {
  const replica = await startServer(['--replicaof', `127.0.0.1 ${of.port}`]);
  await expect.poll(() => replica.answer('ROLE')).toMatch(/connected/);
  return replica;
}

const lastOf = (server: RedisServer) => server.answer('HGET {kit}:about last');

/** Starts two servers, two mocks that reach the first by a name, and a replica of which it is the primary. */
async function startWithReplica() {
  const primary = await startServer();
  const replica = await startReplica(primary);
  const name = await TcpProxy.start(primary.port);
  onTestFinished(() => name.close());
  const url = primary.url().replace(String(primary.port), String(name.port));
  const members = [await join(url), await join(url)] as const;
  const failOver = async () => {
    await primary.kill();
    name.cut();
    name.leadTo(replica.port);
    name.restore();
  };
  return { primary, replica, url, members, failOver };
}

/** Asks as a client does, so that a mock that may be behind looks first. */
const pathsOf = async ({ mock }: Member) =>
  (await askData(mock, { userId: 'ada' })).map((event) => (event as { path: string }).path);

async function recordInTheEnd({ mock }: Member, path: string): Promise<void> {
  await expect
    .poll(() =>
      mock.record(visit(path)).then(
        () => 'kept',
        ({ message }: Error) => message,
      ),
    )
    .toBe('kept');
}

describe('after a failover', () => {
  test('to a replica that has everything, mocks continue', async () => {
    const { primary, replica, members, failOver } = await startWithReplica();
    const [one, two] = members;
    await one.mock.record(visit('/before/'));
    await expect.poll(async () => (await lastOf(replica)) === (await lastOf(primary))).toBe(true);
    await replica.command('REPLICAOF NO ONE');
    await failOver();
    await recordInTheEnd(two, '/after/');
    for (const member of members) expect(await pathsOf(member)).toEqual(['/before/', '/after/']);
  });

  test('to a replica that lacks acknowledged changes, a mock that knows them restores them, and nothing is lost', async () => {
    const { primary, replica, url, members, failOver } = await startWithReplica();
    const [one, two] = members;
    await one.mock.record(visit('/before/'));
    await expect.poll(async () => (await lastOf(replica)) === (await lastOf(primary))).toBe(true);
    // from here on it hears of nothing
    await replica.command('REPLICAOF NO ONE');
    await one.mock.record(visit('/lacking/'));
    await two.mock.record(visit('/lacking-too/'));
    await failOver();
    await recordInTheEnd(two, '/after/');
    const late = await join(url);
    for (const member of [...members, late]) {
      expect(await pathsOf(member)).toEqual(['/before/', '/lacking/', '/lacking-too/', '/after/']);
      expect(member.state.problem).toBeUndefined();
    }
    expect(await stateOf(late)).toEqual(await stateOf(one));
  });

  test.each([
    ['as many changes', ['/others/']],
    ['more changes', ['/others/', '/others-too/']],
  ])(
    'to a replica on which others made %s meanwhile, a mock reports that it was left behind, and never mixes the two',
    async (_, others) => {
      const { primary, replica, url, members, failOver } = await startWithReplica();
      const [one] = members;
      await one.mock.record(visit('/before/'));
      await expect.poll(async () => (await lastOf(replica)) === (await lastOf(primary))).toBe(true);
      await replica.command('REPLICAOF NO ONE');
      const other = await join(replica.url());
      await one.mock.record(visit('/lacking/'));
      for (const path of others) await other.mock.record(visit(path));
      await failOver();
      const why = /lost changes that this mock has, and other mocks continued without them\. Restart this mock\.$/;
      for (const { mock, state } of members) {
        await expect.poll(() => mock.record(visit('/refused/')).catch(String)).toMatch(/lost changes .*did not take/);
        expect(state.problem).toMatch(why);
      }
      // reads go on from what it knows, and the others from what they know
      expect(await pathsOf(one)).toEqual(['/before/', '/lacking/']);
      expect(await pathsOf(other)).toEqual(['/before/', ...others]);
      const anew = await join(url);
      await anew.mock.record(visit('/after/'));
      for (const member of [anew, other]) expect(await pathsOf(member)).toEqual(['/before/', ...others, '/after/']);
    },
  );
});

describe('with sentinels', () => {
  test('mocks find the primary, and the replica that takes its place', async () => {
    const primary = await startServer();
    const replica = await startReplica(primary);
    const sentinel = await startSentinel(await freePort(), makeFolder(), primary.port);
    onTestFinished(() => sentinel.stop());
    // the first one named is not there
    const url = `redis://127.0.0.1:${await freePort()}/0?primary=kit&sentinel=127.0.0.1:${sentinel.port}&prefix=kit`;
    const members = [await join(url), await join(url)] as const;
    const [one, two] = members;
    await one.mock.record(visit('/before/'));
    await expect.poll(async () => (await lastOf(replica)) === (await lastOf(primary))).toBe(true);
    await primary.kill();
    await recordInTheEnd(two, '/after/');
    for (const member of members) expect(await pathsOf(member)).toEqual(['/before/', '/after/']);
    expect(await replica.answer('ROLE')).toContain('master');
  });

  test('a name unknown to them is named in the error', async () => {
    const primary = await startServer();
    const sentinel = await startSentinel(await freePort(), makeFolder(), primary.port);
    onTestFinished(() => sentinel.stop());
    await expect(join(`redis://127.0.0.1:${sentinel.port}/0?primary=other&prefix=kit`)).rejects.toThrow(
      /^Failed to use the state at redis:.*\?primary=other&prefix=kit: the sentinel knows no primary named "other"\.$/,
    );
  });
});
