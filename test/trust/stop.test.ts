import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DEVELOPMENT_KEY } from '../../src/index.ts';
import { readKept, rowsOf } from '../journal/file/changes.ts';
import { newPlace } from '../journal/file/places.ts';
import { sessionsPath } from '../support/ask.ts';
import { type RunningCli, startMockCli } from '../support/cli.ts';
import { documentedReply } from '../support/documented.ts';
import { openRaw } from '../support/raw-connection.ts';

const HEAD = `Host: localhost\r\nAuthorization: ${DEVELOPMENT_KEY}\r\n`;
const REQUEST = `GET /api/app${sessionsPath()} HTTP/1.1\r\n${HEAD}\r\n`;
const HELD_BACK_MS = 1_000;

/** Sends a signal to a mock as a terminal does: to all its processes at once. */
async function signalAll({ child }: RunningCli, signal: NodeJS.Signals): Promise<void> {
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').catch(() => '');
  for (const pid of children.trim().split(' ').filter(Boolean)) process.kill(Number(pid), signal);
  child.kill(signal);
}

/** Stops a mock that has much under way. */
async function stop(args: readonly string[], signal: NodeJS.Signals): Promise<void> {
  const state = newPlace();
  const heldBack = ['--latency', `${HELD_BACK_MS}`];
  const { cli, url } = await startMockCli(['--users', '0', '--state', state, ...heldBack, ...args]);
  const watcher = await openRaw(url);
  watcher.send(`GET /__kit/requests/stream HTTP/1.1\r\n${HEAD}\r\n`);
  await watcher.until(/event: state/);
  const visit = { userId: 'ada', events: [{ type: 'LOCATION', path: '/kept/' }] };
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(visit) };
  expect((await fetch(url.replace('/api/app', '/__kit/record'), init)).status).toBe(201);
  const idle = await openRaw(url);
  const slow = await openRaw(url);
  slow.send('GET /api/app');
  const asking = await openRaw(url);
  asking.send(REQUEST);
  // it has arrived
  await watcher.until(/event: request/);

  await signalAll(cli, signal);
  expect(await asking.closed()).toMatch(/^HTTP\/1\.1 200 /);
  expect(asking.received().endsWith(documentedReply)).toBe(true);
  expect(await cli.end()).toMatchObject({ code: 0, stderr: '' });
  // none of these could end it or hold it up
  await Promise.all([watcher.closed(), idle.closed(), slow.closed()]);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  const kept = await readKept(state);
  expect(rowsOf(kept)).toMatchObject([{ userId: 'ada', events: [{ path: '/kept/' }] }]);
}

test.each([1, 50])('a mock asked for %d streams in one packet stops at the first signal', async (count) => {
  const { cli, url } = await startMockCli(['--users', '0']);
  const watcher = await openRaw(url);
  watcher.send(`GET /__kit/requests/stream HTTP/1.1\r\n${HEAD}\r\n`.repeat(count));
  await watcher.until(/event: state/);
  const gone = await openRaw(url);
  gone.send(`GET /__kit/requests/stream HTTP/1.1\r\n${HEAD}\r\n`.repeat(count));
  await gone.until(/event: state/);
  gone.socket.destroy();
  expect(await cli.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  // a stream is the last thing on its connection
  expect((await watcher.closed()).match(/event: state/g)).toHaveLength(1);
});

describe.each([
  ['a mock', []],
  ['a mock of several workers', ['--workers', '2']],
])('%s', (_, args) => {
  test('ends requests in flight, saves the state, frees the port and exits with 0 when told to stop', async () => {
    await Promise.all([stop(args, 'SIGINT'), stop(args, 'SIGTERM')]);
  });
});
