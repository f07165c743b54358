import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAddress } from '../../../src/journal/redis/address.ts';
import { Link } from '../../../src/journal/redis/link.ts';
import type { RecordInput } from '../../../src/kit/record.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import { askData } from '../../support/ask.ts';
import type { RedisServer } from '../../support/redis-server.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { join, joinMany, type Member, startServer, stateOf, visit } from './servers.ts';

const RECORDER = fileURLToPath(new URL('../../support/redis-large-recorder.mjs', import.meta.url));
/** Events of several chunks. */
const LARGE = 5_000;

/** A large batch: visits of many users, and one that is longer than a chunk. */
function largeBatch(events = LARGE): RecordInput[] {
  const clicks = (length: number) =>
    Array.from({ length }, (_, index) => ({ type: 'CLICK' as const, label: `Button ${index}` }));
  const short = Array.from({ length: events / 40 }, (_, index) => ({ userId: `user-${index}`, events: clicks(20) }));
  return [...short, { userId: 'long', events: clicks(events / 2) }];
}

/** Returns the keys of the chunks that are there. */
async function chunkKeys(server: RedisServer): Promise<string[]> {
  return (await server.answer('KEYS {kit}:change:*')).match(/\{kit\}:change:[\w-]+/g) ?? [];
}

/** Opens a separate link to a server. */
async function linkTo(server: RedisServer) {
  const link = new Link(readAddress(server.url()), { up: () => {}, down: () => {} });
  await link.open();
  onTestFinished(() => link.close());
  return link;
}

/** Counts what a mock has when it answers, which may be later than what it knows by itself. */
async function eventsOf({ mock }: Member): Promise<number> {
  await mock[INTERNALS].replica.refresh();
  return mock.recordedEvents();
}

const numberOf = async (server: RedisServer, command: string) => Number((await server.command(command)).slice(1));

/** Starts a server and two mocks, one of them behind a proxy. */
async function startBehindProxy() {
  const server = await startServer();
  const proxy = await TcpProxy.start(server.port);
  onTestFinished(() => proxy.close());
  const url = server.url().replace(String(server.port), String(proxy.port));
  return { server, proxy, url, near: await join(server.url()) };
}

/** Checks that a mock has nothing of a large batch, and takes changes. */
async function expectNothingOf(server: RedisServer, member: Member): Promise<void> {
  expect(await eventsOf(member)).toBe(0);
  await member.mock.record(visit('/after/'));
  expect(await eventsOf(member)).toBe(1);
  expect(await eventsOf(await join(server.url()))).toBe(1);
}

describe('a large change', () => {
  test('is seen as a whole by all others at once, while no value in the server is large', async () => {
    const server = await startServer();
    const [one, two] = (await joinMany(2, server.url())) as [Member, Member];
    await one.mock.record(largeBatch());
    expect(await askData(two.mock, { userId: 'long' })).toHaveLength(LARGE / 2);
    expect(await eventsOf(two)).toBe(LARGE);
    await two.mock.record(visit('/after/'));
    const late = await join(server.url());
    for (const member of [two, late]) expect(await stateOf(member)).toEqual(await stateOf(one));
    // the entry names a key, where the chunks are
    const [key = ''] = await chunkKeys(server);
    expect(await numberOf(server, `LLEN ${key}`)).toBeGreaterThan(3);
    for (let index = 0; index < 3; index++) {
      expect((await server.answer(`LINDEX ${key} ${index}`)).length).toBeLessThan(200_000);
    }
  });

  test('may replace a session', async () => {
    const server = await startServer();
    const [one, two] = (await joinMany(2, server.url())) as [Member, Member];
    const [event] = await one.mock.record(visit('/'));
    const events = largeBatch().at(-1)?.events ?? [];
    await one.mock.replaceSession(event?.sessionId ?? 0, { events });
    expect(await askData(two.mock, { userId: 'ada' })).toHaveLength(events.length);
    expect(await chunkKeys(server)).toHaveLength(1);
  });

  test('may consist of few, but long events', async () => {
    const server = await startServer();
    const [one, two] = (await joinMany(2, server.url())) as [Member, Member];
    await one.mock.record({ userId: 'ada', events: [{ type: 'CLICK', label: 'x'.repeat(1.2e6) }] });
    expect(await eventsOf(two)).toBe(1);
    expect(await chunkKeys(server)).toHaveLength(1);
    expect(await numberOf(server, 'MEMORY USAGE {kit}:journal SAMPLES 0')).toBeLessThan(100_000);
  });

  test('gets its turn while others keep making changes, and so do they', async () => {
    const server = await startServer();
    const [one, two] = (await joinMany(2, server.url())) as [Member, Member];
    let isDone = false;
    const others = (async () => {
      let count = 0;
      for (; !isDone || count < 5; count++) await two.mock.record(visit(`/${count}/`));
      return count;
    })();
    await one.mock.record(largeBatch());
    isDone = true;
    const count = await others;
    for (const member of [one, two]) {
      expect(await askData(member.mock, { userId: 'ada' })).toHaveLength(count);
      expect(await eventsOf(member)).toBe(LARGE + count);
    }
  });

  test('whose mock is killed halfway is seen by no other mock, and the others continue', async () => {
    const { server, proxy, url, near } = await startBehindProxy();
    const child = spawn(process.execPath, [RECORDER, url, String(4 * LARGE)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await expect.poll(() => said).toBe('joined\n');
    // each chunk takes a while from now on
    proxy.delayMs = 100;
    await expect.poll(async () => (await chunkKeys(server)).length).toBe(1);
    const [key = ''] = await chunkKeys(server);
    await expect.poll(() => numberOf(server, `LLEN ${key}`)).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await exited;
    expect(said).toBe('joined\n');
    await expectNothingOf(server, near);
    // it expires by itself
    expect(await numberOf(server, `TTL ${key}`)).toBeGreaterThan(0);
  });

  test('that is cut off halfway did not take place, and can be made again', async () => {
    const { server, proxy, url, near } = await startBehindProxy();
    const far = await join(url);
    proxy.delayMs = 50;
    const recorded = far.mock.record(largeBatch());
    await expect.poll(async () => (await chunkKeys(server)).length).toBe(1);
    proxy.cut();
    await expect(recorded).rejects.toThrow(/^Failed to keep .* The change did not take place\. Try again later\.$/);
    await expectNothingOf(server, near);
    proxy.restore();
    await expect.poll(() => far.mock.record(largeBatch()).then(() => 'kept', String)).toBe('kept');
    expect(await eventsOf(near)).toBe(LARGE + 1);
  });

  test('for which there is no room is refused, and frees what it took', async () => {
    const server = await startServer();
    const [one, two] = (await joinMany(2, server.url())) as [Member, Member];
    const [, memory = ''] = /used_memory:(\d+)/.exec(await server.answer('INFO memory')) ?? [];
    await server.command(`CONFIG SET maxmemory ${Number(memory) + 50_000}`);
    await expect(one.mock.record(largeBatch())).rejects.toThrow(/it is full \(maxmemory\)\. The change did not/);
    await expect.poll(() => chunkKeys(server)).toEqual([]);
    await server.command('CONFIG SET maxmemory 0');
    await expectNothingOf(server, two);
  });

  test('that an older version wrote into the entry itself can be read', async () => {
    const server = await startServer();
    const { mock } = await join(server.url());
    const link = await linkTo(server);
    const position = Number(await link.send(['HINCRBY', '{kit}:about', 'last', '1']));
    const click = (messageId: number) => ({ sessionId: 1, messageId, timestamp: 1, type: 'CLICK', label: 'Menu' });
    const events = Array.from({ length: 2_500 }, (_, index) => click(index + 1));
    const rows = [{ projectKey: mock.options.projects[0], userId: 'ada', events }];
    const change = JSON.stringify({ type: 'record', rows });
    const fields = ['version', '1', 'mock', 'other', 'id', 'other:1', 'change', change];
    await link.send(['XADD', '{kit}:journal', `${position}-0`, ...fields]);
    await expect.poll(() => mock.recordedEvents()).toBe(2_500);
  });
});
