import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import type { MockHandler } from '../../src/hosts/web.ts';
import { createMock } from '../../src/index.ts';
import { eventually, scaled } from '../support/patience.ts';

/** More than a system keeps for a client that does not read. */
const LARGE = new Uint8Array(24 * 2 ** 20).fill(0x20);
const LARGE_TEXT = 'x'.repeat(LARGE.length);
const LIMIT_MS = scaled(1_500);
/** Longer than it takes to end a stalled connection. */
const LATER_MS = scaled(3_500);

/** A mock whose replies are large, or late where the path says so. */
async function open() {
  const mock = createMock({ users: 0 });
  const handle: MockHandler['handle'] = (request) => {
    if (request.path === '/late') return { status: 200, headers: {}, body: undefined, delivery: { delayMs: LATER_MS } };
    if (request.path !== '/large') return mock.handle(request);
    return { status: 200, headers: { 'content-length': String(LARGE.length) }, body: LARGE };
  };
  const { url, server, close } = await serve({ ...mock, handle }, { port: 0, limits: { requestMs: LIMIT_MS } });
  onTestFinished(close);
  const accepted = once(server, 'connection');
  const client = connect(Number(new URL(url).port), '127.0.0.1');
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  const [socket] = (await accepted) as [Socket];
  return { mock, client, socket };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

/** Waits until the server notices that nothing goes out. */
const isWatched = (socket: Socket) => eventually(() => expect(socket.timeout).toBe(LIMIT_MS));

describe.concurrent('a client that asks for more than it reads', () => {
  test.each([
    ['one reply', get('/large')],
    ['many replies, in one go', get('/large').repeat(20)],
    ['a reply behind which it ends its half', get('/large'), true],
    ['the last reply of its connection', get('/large').replace('\r\n', '\r\nConnection: close\r\n')],
    ['a reply of the control API', get('/__kit/snapshot')],
  ])('is disconnected when nothing could be sent to it for a while: %s', async (_, asked, endsHalf = false) => {
    const { mock, client, socket } = await open();
    if (asked.includes('snapshot'))
      await mock.record({ userId: 'ada', events: [{ type: 'CLICK', label: LARGE_TEXT }] });
    client.pause();
    client.write(asked);
    if (endsHalf) client.end();
    if (!socket.destroyed) await once(socket, 'close');
  });

  test('gets everything as long as it keeps reading, however slowly', async () => {
    const { client, socket } = await open();
    client.write(get('/large').replace('\r\n', '\r\nConnection: close\r\n'));
    let received = 0;
    client.on('data', async (chunk) => {
      received += chunk.length;
      client.pause();
      await wait(8);
      client.resume();
    });
    await isWatched(socket);
    await once(client, 'close');
    expect(received).toBeGreaterThan(LARGE.length);
  });

  test('gets the delayed reply behind it', async () => {
    const { client, socket } = await open();
    client.pause();
    client.write(get('/large') + get('/late'));
    await isWatched(socket);
    let received = 0;
    let last = '';
    client.on('data', (chunk) => {
      received += chunk.length;
      last = chunk.toString('latin1');
    });
    client.resume();
    await eventually(() => expect(last).toMatch(/HTTP\/1\.1 200 OK\r\n/));
    await eventually(() => expect(received).toBeGreaterThan(LARGE.length));
  });

  /** Opens a stream that is not read, and fills it until no more goes out. */
  async function fillStream() {
    const { mock, client, socket } = await open();
    client.pause();
    client.write(get('/__kit/requests/stream'));
    await eventually(() => expect(socket.bytesWritten).toBeGreaterThan(0));
    const path = `/api/app/${'x'.repeat(12_000)}`;
    while (socket.writableLength === 0) {
      for (let count = 0; count < 20; count += 1) await mock.handle({ method: 'GET', path, query: '' });
      await wait(1);
    }
    return { mock, client, socket };
  }

  test('may end its half of a stream while events arrive', async () => {
    const { mock, client, socket } = await fillStream();
    const ended = once(socket, 'end');
    client.end();
    await ended;
    const reply = await mock.handle({ method: 'GET', path: '/the-news', query: '' });
    expect(reply.status).toBe(404);
    if (!socket.destroyed) await once(socket, 'close');
  });

  test('keeps its stream when there are no events for a while', async () => {
    const { mock, client, socket } = await fillStream();
    await isWatched(socket);
    let last = '';
    client.on('data', (chunk) => {
      last = chunk.toString('latin1');
    });
    client.resume();
    await eventually(() => expect(socket.timeout).toBe(0));
    await mock.handle({ method: 'GET', path: '/the-news', query: '' });
    await eventually(() => expect(last).toContain('/the-news'));
  });
});
