import { describe, expect, onTestFinished, test } from 'vitest';
import { createControl } from '../../../src/control/control.ts';
import { INTERNALS } from '../../../src/mock/internals.ts';
import type { Mock } from '../../../src/mock/mock.ts';
import { askControl } from '../../control/ask-control.ts';
import { ask, askData } from '../../support/ask.ts';
import { TcpProxy } from '../../support/tcp-proxy.ts';
import { DURABLE, join, joinMany, type Member, startServer, stateOf, visit } from './servers.ts';

/** Records over the control API, and gives the status with the sentence of a refusal. */
async function record(mock: Mock, path: string): Promise<{ status: number; sentence: string }> {
  const { status, body } = await askControl(createControl(mock, { version: '1' }), 'POST /record', {
    json: visit(path),
  });
  const [sentence = ''] = (body as { errors?: string[] }).errors ?? [];
  return { status, sentence };
}

async function healthOf(mock: Mock): Promise<{ isCurrent: boolean; problem?: string }> {
  const { body } = await askControl(createControl(mock, { version: '1' }), 'GET /health');
  return (body as { state: { isCurrent: boolean; problem?: string } }).state;
}

const pathsOf = async (mock: Mock) => (await mock.events('ada')).map((event) => 'path' in event && event.path);

/** Records until that works again. */
async function recordInTheEnd(mock: Mock, path: string): Promise<void> {
  await expect.poll(async () => (await record(mock, path)).status).toBe(201);
}

/** Starts two mocks, one of them behind a proxy. */
async function startBehindProxy() {
  const server = await startServer();
  const proxy = await TcpProxy.start(server.port);
  onTestFinished(() => proxy.close());
  const near = await join(server.url());
  const far = await join(server.url().replace(String(server.port), String(proxy.port)));
  return { server, proxy, near, far };
}

describe('a server that', () => {
  test('is killed and restarted still answers reads, refuses changes meanwhile, and loses nothing', async () => {
    const server = await startServer(DURABLE);
    const [one, two] = await joinMany(2, server.url());
    if (!one || !two) throw new Error('No mocks.');
    await one.mock.record(visit('/before/'));
    await server.kill();
    await expect.poll(async () => (await healthOf(two.mock)).problem).toMatch(/accepts no changes: the connection/);
    expect(await askData(two.mock, { userId: 'ada' })).toHaveLength(1);
    const { status, sentence } = await record(one.mock, '/refused/');
    expect(status).toBe(503);
    expect(sentence).toMatch(/^Failed to keep a change in the state at redis:.* The change did not take place\. Try/);
    await server.start();
    await recordInTheEnd(two.mock, '/after/');
    for (const { mock } of [one, two]) {
      await expect.poll(async () => (await healthOf(mock)).problem).toBeUndefined();
      expect(await pathsOf(mock)).toEqual(['/before/', '/after/']);
    }
  });

  test('keeps nothing across a restart gets its data back from a mock that knows it', async () => {
    const server = await startServer();
    const [one, two] = await joinMany(2, server.url());
    if (!one || !two) throw new Error('No mocks.');
    await one.mock.record(visit('/before/'));
    one.mock.use('slow', { userId: 'nobody' });
    await one.mock[INTERNALS].settle();
    await server.kill();
    await server.start();
    await recordInTheEnd(two.mock, '/after/');
    await recordInTheEnd(one.mock, '/later/');
    const late = await join(server.url());
    for (const { mock } of [one, two, late]) {
      expect(await askData(mock, { userId: 'ada' })).toHaveLength(3);
      expect(mock.scenarios().filter(({ isOn }) => isOn)).toMatchObject([{ name: 'slow' }]);
    }
    expect(await stateOf(late)).toEqual(await stateOf(one));
    expect(await stateOf(two)).toEqual(await stateOf(one));
  });

  test.each([
    ['keeps nothing over its end', []],
    ['keeps everything over its end', DURABLE],
  ])('%s does not make a fault hit more often than its times', async (_, flags) => {
    const server = await startServer(flags);
    const [one, two] = await joinMany(2, server.url());
    if (!one || !two) throw new Error('No mocks.');
    one.mock.faults.add({ status: 500, times: 1 });
    one.mock.faults.add({ status: 500, times: 4 });
    await one.mock[INTERNALS].settle();
    const statusOf = async ({ mock }: Member) => (await ask(mock)).status;
    const hitsOf = async ({ mock }: Member) => {
      await mock[INTERNALS].replica.refresh();
      return mock.faults.list().map(({ hits }) => hits);
    };
    for (let count = 0; count < 3; count++) expect(await statusOf(one)).toBe(500);
    await server.kill();
    await expect.poll(async () => (await healthOf(one.mock)).problem).toBeDefined();
    expect(await statusOf(one)).toBe(500);
    await server.start();
    await recordInTheEnd(one.mock, '/after/');
    await recordInTheEnd(two.mock, '/later/');
    const late = await join(server.url());
    await expect.poll(() => hitsOf(late)).toEqual([3]);
    const statuses = [await statusOf(late), await statusOf(two), await statusOf(one), await statusOf(late)];
    expect(statuses.filter((status) => status === 500)).toHaveLength(1);
  });

  test('is read-only refuses changes with that reason, and takes them again later', async () => {
    const server = await startServer(DURABLE);
    const other = await startServer();
    const { mock } = await join(server.url());
    await mock.record(visit('/before/'));
    await server.command(`REPLICAOF 127.0.0.1 ${other.port}`);
    await expect.poll(async () => (await record(mock, '/refused/')).sentence).toMatch(/it is read-only/);
    expect((await healthOf(mock)).problem).toMatch(/it is read-only/);
    expect(await askData(mock, { userId: 'ada' })).toHaveLength(1);
    await server.command('REPLICAOF NO ONE');
    await recordInTheEnd(mock, '/after/');
    expect(await pathsOf(mock)).toEqual(['/before/', '/after/']);
  });

  test('is full refuses changes with that reason while reads stay up to date, and takes changes again later', async () => {
    const server = await startServer();
    const [one, two] = await joinMany(2, server.url());
    if (!one || !two) throw new Error('No mocks.');
    await one.mock.record(visit('/before/'));
    await server.command('CONFIG SET maxmemory 1');
    const { status, sentence } = await record(one.mock, '/refused/');
    expect([status, sentence]).toEqual([503, expect.stringMatching(/it is full \(maxmemory\)\. The change did not/)]);
    expect(await healthOf(one.mock)).toMatchObject({ isCurrent: true, problem: expect.stringMatching(/it is full/) });
    expect(await askData(two.mock, { userId: 'ada' })).toHaveLength(1);
    await server.command('CONFIG SET maxmemory 0');
    expect((await healthOf(one.mock)).problem).toBeUndefined();
    expect((await record(one.mock, '/after/')).status).toBe(201);
    expect(await pathsOf(two.mock)).toEqual(['/before/', '/after/']);
  });

  test('is slow keeps every change once, and the others show it when it is acknowledged', async () => {
    const { proxy, near, far } = await startBehindProxy();
    proxy.delayMs = 150;
    for (let round = 0; round < 2; round++) {
      expect((await record(far.mock, `/far/${round}/`)).status).toBe(201);
      expect(await askData(near.mock, { userId: 'ada' })).toHaveLength(2 * round + 1);
      expect((await record(near.mock, `/near/${round}/`)).status).toBe(201);
      expect(await askData(far.mock, { userId: 'ada' })).toHaveLength(2 * round + 2);
    }
  });

  test('is cut off from one mock lets the others continue, and that one catches up', async () => {
    const { proxy, near, far } = await startBehindProxy();
    await near.mock.record(visit('/before/'));
    proxy.cut();
    await expect.poll(async () => (await record(far.mock, '/refused/')).status).toBe(503);
    expect((await record(near.mock, '/meanwhile/')).status).toBe(201);
    expect(await askData(far.mock, { userId: 'ada' })).toHaveLength(1);
    proxy.restore();
    await recordInTheEnd(far.mock, '/after/');
    for (const { mock } of [near, far]) expect(await pathsOf(mock)).toEqual(['/before/', '/meanwhile/', '/after/']);
  });

  test('took a change, but was cut off before it could say so, has it once', async () => {
    const { proxy, near, far } = await startBehindProxy();
    await near.mock.record(visit('/before/'));
    proxy.isDeaf = true;
    const recorded = far.mock.record(visit('/once/'));
    await expect.poll(async () => (await near.mock.events('ada')).length).toBe(2);
    proxy.cut();
    proxy.restore();
    expect(await recorded).toHaveLength(1);
    for (const { mock } of [near, far]) expect(await pathsOf(mock)).toEqual(['/before/', '/once/']);
  });

  test('hangs for a while: a change that may not have been kept is reported as unknown, and shows up later if it was', async () => {
    const { server, near, far } = await startBehindProxy();
    server.signal('SIGSTOP');
    await expect(far.mock.record(visit('/unknown/'))).rejects.toThrow(
      /^Failed to find out whether a change was kept .*Check whether it took place/,
    );
    expect(await askData(near.mock, { userId: 'ada' })).toHaveLength(0);
    server.signal('SIGCONT');
    await recordInTheEnd(near.mock, '/after/');
    await expect.poll(async () => (await healthOf(far.mock)).problem).toBeUndefined();
    expect(await pathsOf(far.mock)).toEqual(await pathsOf(near.mock));
    expect((await pathsOf(far.mock)).filter((path) => path === '/unknown/').length).toBeLessThanOrEqual(1);
  });
});
