import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEVELOPMENT_KEY } from '../../../src/index.ts';
import { newPlace } from '../../journal/file/places.ts';
import { sessionsPath } from '../../support/ask.ts';
import { type CliOptions, type RunningCli, startCli, startMockCli } from '../../support/cli.ts';
import { documentedReply } from '../../support/documented.ts';
import { makeFile } from '../../support/files.ts';
import { openRaw } from '../../support/raw-connection.ts';

const headers = { authorization: DEVELOPMENT_KEY };
const json = { 'content-type': 'application/json' };

/** Many connections, so that all workers get some of them. */
const MANY = Array.from({ length: 16 }, (_, index) => index);

async function start(args: readonly string[] = [], options?: CliOptions) {
  const { cli, url: base } = await startMockCli(['--workers', '2', ...args], options);
  const control = base.replace('/api/app', '/__kit');
  return {
    cli,
    base,
    // a separate connection for each request, which the workers take in turn
    get: (path: string, init: RequestInit = {}) =>
      fetch(base + path, { ...init, headers: { ...headers, connection: 'close', ...init.headers } }),
    control: (path: string, method = 'GET', body?: unknown) =>
      fetch(control + path, { method, headers: json, ...(body !== undefined && { body: JSON.stringify(body) }) }),
  };
}

/** Returns the process IDs of the workers. */
async function workersOf({ child }: RunningCli): Promise<number[]> {
  const { readFile } = await import('node:fs/promises');
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  return children.trim().split(' ').map(Number);
}

describe('a mock of several workers', () => {
  /** For all tests that neither record nor end it. */
  let shared: Awaited<ReturnType<typeof start>>;
  let endShared: (() => void) | undefined;
  beforeAll(async () => {
    shared = await start(['--users', '0'], {
      atEnd: (end) => {
        endShared = end;
      },
    });
  });
  afterAll(() => endShared?.());

  test('serves the studio, but neither it nor the control API where that is switched off, and has the fixtures that were recorded before it started', async () => {
    const fixture = makeFile('visit.json', { userId: 'ada', events: [{ type: 'LOCATION', path: '/pricing/' }] });
    const without = await start(['--users', '0', '--no-control', '--fixture', fixture]);
    const replies = await Promise.all(MANY.map(async () => (await without.get(sessionsPath(undefined, 'ada'))).json()));
    for (const { data } of replies) expect(data).toMatchObject([{ path: '/pricing/' }]);
    expect((await fetch(new URL('/', shared.base))).status).toBe(200);
    expect((await fetch(new URL('/', without.base))).status).toBe(404);
    expect((await without.control('/health')).status).toBe(404);
  });

  test('shows what was recorded, switched and cleared in every worker at once, and keeps it in one state file', async () => {
    const state = newPlace();
    const { cli, get, control } = await start(['--users', '0', '--state', state]);
    expect(await (await get(sessionsPath())).text()).toBe(documentedReply);

    for (let round = 0; round < 5; round += 1) {
      const visit = { userId: 'ada', events: [{ type: 'LOCATION', path: `/${round}/` }] };
      expect((await control('/record', 'POST', visit)).status).toBe(201);
      const replies = await Promise.all(MANY.map(async () => (await get(sessionsPath(undefined, 'ada'))).json()));
      for (const { data } of replies) expect(data).toHaveLength(round + 1);
    }

    await control('/scenarios/outage', 'PUT', {});
    expect(new Set(await Promise.all(MANY.map(async () => (await get(sessionsPath())).status)))).toEqual(
      new Set([503]),
    );
    await control('/scenarios/outage', 'DELETE');
    expect(new Set(await Promise.all(MANY.map(async () => (await get(sessionsPath())).status)))).toEqual(
      new Set([200]),
    );

    await control('/faults', 'POST', { status: 500, times: 3 });
    const statuses = await Promise.all(MANY.map(async () => (await get(sessionsPath())).status));
    expect(statuses.filter((status) => status === 500)).toHaveLength(3);

    await control('/reset', 'POST', {});
    const after = await Promise.all(MANY.map(async () => (await get(sessionsPath(undefined, 'ada'))).json()));
    for (const { data } of after) expect(data).toEqual([]);
    await control('/record', 'POST', { userId: 'ada', events: [{ type: 'LOCATION', path: '/kept/' }] });
    expect((await cli.end('SIGTERM')).code).toBe(0);
    const second = await start(['--users', '0', '--state', state]);
    const kept = await (await second.get(sessionsPath(undefined, 'ada'))).json();
    expect(kept.data).toMatchObject([{ path: '/kept/' }]);
    expect((await second.cli.end('SIGINT')).code).toBe(0);
  });

  test('refuses a request to the control API by its head, before the body arrives', async () => {
    const { base } = shared;
    const refused = MANY.map(async () => {
      const connection = await openRaw(base);
      const head = 'POST /__kit/record HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n';
      connection.send(`${head}Content-Length: 8388608\r\n\r\n`);
      await connection.until(/^HTTP\/1\.1 403 .*"The control API is closed to requests under any name but/s);
      connection.socket.destroy();
    });
    await Promise.all(refused);
  });

  test('has one log of the requests of all workers', async () => {
    const { get, control } = shared;
    await Promise.all(MANY.map((index) => get(`${sessionsPath()}?n=${index}`)));
    const { requests } = await (await control('/requests?limit=100')).json();
    const queries = requests.map(({ query }: { query: string }) => query).sort();
    expect(queries).toEqual(MANY.map((index) => `n=${index}`).sort());
  });

  test('has large changes whole in every worker, replaces dead workers by ones that have them too, and hands on their pending connections', async () => {
    const { cli, get, control } = await start(['--users', '0']);
    const visits = Array.from({ length: 3_000 }, (_, at) => ({
      userId: at % 2 ? 'ada' : 'eve',
      events: [{ type: 'CLICK', label: `Zahlen – ${at}\n` }],
    }));
    const recorded = Promise.all([
      control('/record', 'POST', visits),
      ...MANY.map((index) =>
        control('/record', 'POST', { userId: 'bob', events: [{ type: 'CLICK', label: `${index}` }] }),
      ),
    ]);
    for (const { status } of await recorded) expect(status).toBe(201);
    const countOf = async (userId: string) =>
      Promise.all(MANY.map(async () => (await (await get(sessionsPath(undefined, userId))).json()).data.length));
    const counts = async () => new Set((await Promise.all(['ada', 'eve', 'bob'].map(countOf))).flat());
    expect(await counts()).toEqual(new Set([1_500, 16]));
    const before = await workersOf(cli);
    expect(before).toHaveLength(2);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await workersOf(cli)).filter((pid) => !before.includes(pid)).length).toBe(2);
    await expect.poll(async () => (await get(sessionsPath())).status).toBe(200);
    expect(await counts()).toEqual(new Set([1_500, 16]));

    // a connection that was given to a worker which is killed before it takes it is answered by another
    const [stopped = 0] = await workersOf(cli);
    process.kill(stopped, 'SIGSTOP');
    const asked = MANY.map(async () => (await get(sessionsPath())).status);
    // the other worker has answered all but the one that waits
    await Promise.any(asked.map((_, left) => Promise.all(asked.filter((_, index) => index !== left))));
    process.kill(stopped, 'SIGKILL');
    expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
  });

  test('keeps running, and can be stopped, when a worker is killed while it is sent something', async () => {
    const script = fileURLToPath(new URL('../../support/dead-worker.mjs', import.meta.url));
    expect(await promisify(execFile)(process.execPath, [script])).toEqual({ stdout: '200 1\n', stderr: '' });
  });

  test('replaces workers however early they are killed, and nothing waits for them', async () => {
    const { cli, get, control } = await start(['--users', '0']);
    const record = () =>
      control('/record', 'POST', { userId: 'ada', events: [{ type: 'CLICK', label: 'Buy' }] }).then(
        ({ status }) => status,
        () => 'nobody there',
      );
    const asked: Promise<unknown>[] = [];
    const killed = new Set<number>();
    while (killed.size < 12) {
      asked.push(
        record(),
        control('/requests').catch(() => {}),
      );
      // a new one may be at any point of its start
      await pause(20);
      const newest = Math.max(...(await workersOf(cli)));
      if (killed.has(newest) || newest === 0) continue;
      process.kill(newest, 'SIGKILL');
      killed.add(newest);
    }
    await Promise.all(asked);
    await expect.poll(record).toBe(201);
    await expect.poll(async () => (await workersOf(cli)).length).toBe(2);
    await expect.poll(async () => (await get(sessionsPath(undefined, 'ada'))).status).toBe(200);
  });

  test('ends with one sentence and exit code 2 when the port is taken', async () => {
    const { port } = new URL(shared.base);
    const { code, stdout, stderr } = await startCli(['mock', '--workers', '2', '--port', port]).end();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`port ${port} of 127.0.0.1 is in use`);
  });
});
