import { once } from 'node:events';
import { request as sendRequest } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import type { ServeOptions } from '../../src/hosts/serve-options.ts';
import { createMock, type Mock } from '../../src/index.ts';
import { readReplies } from '../fuzz/replies.ts';
import { openRaw } from '../support/raw-connection.ts';

const MIB = 2 ** 20;
const BLOCK = 'x'.repeat(MIB);
const OWN = 'Host: localhost\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';
const CLOCK = `GET /__kit/clock HTTP/1.1\r\n${OWN}\r\n`;
const VISIT = JSON.stringify({ userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] });

interface Opened extends RunningServer {
  readonly mock: Mock;
  /** The server's end of the connection that was opened last. */
  accepted(): Socket;
}

async function open(options: ServeOptions = {}): Promise<Opened> {
  const mock = createMock({ users: 0 });
  const running = await serve(mock, { port: 0, ...options });
  onTestFinished(() => running.close());
  let last: Socket | undefined;
  running.server.on('connection', (socket) => {
    last = socket;
  });
  return { ...running, mock, accepted: () => last ?? expect.unreachable('nobody came') };
}

/** Requests that their head settles, up to the header that announces the body. */
const SETTLED: readonly [why: string, head: string, status: number][] = [
  ['under a foreign Host', `POST /__kit/record HTTP/1.1\r\nHost: evil.example\r\n${JSON_TYPE}`, 403],
  ['from a foreign Origin', `POST /__kit/record HTTP/1.1\r\n${OWN}Origin: http://evil.example\r\n${JSON_TYPE}`, 403],
  ['of another content type', `POST /__kit/record HTTP/1.1\r\n${OWN}Content-Type: text/plain\r\n`, 415],
  ['to a path that is none', `POST /__kit/nothing HTTP/1.1\r\n${OWN}${JSON_TYPE}`, 404],
  ['by a method that is not allowed', `PUT /__kit/record HTTP/1.1\r\n${OWN}${JSON_TYPE}`, 405],
  ['with a parameter that is none', `POST /__kit/record?x=1 HTTP/1.1\r\n${OWN}${JSON_TYPE}`, 400],
  ['with a body that nobody takes', `DELETE /__kit/faults HTTP/1.1\r\n${OWN}${JSON_TYPE}`, 204],
  ['to read, with a body', `GET /__kit/health HTTP/1.1\r\n${OWN}${JSON_TYPE}`, 200],
];

describe.each([
  ['of a known length', `Content-Length: ${8 * MIB}\r\n\r\n`],
  ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n'],
])('a body %s', (_, bodyHeader) => {
  test.each(SETTLED)('of a request %s is not waited for', async (_why, head, status) => {
    const { url, mock } = await open();
    const connection = await openRaw(url);
    connection.send(head + bodyHeader);
    await connection.until(new RegExp(`^HTTP/1\\.1 ${status} `));
    connection.socket.destroy();
    expect(mock.recordedEvents()).toBe(0);
  });

  test('of a request without the control key is not waited for', async () => {
    const { url } = await open({ controlKey: 'ControlKeyOfATest-1' });
    const connection = await openRaw(url);
    connection.send(`POST /__kit/record HTTP/1.1\r\n${OWN}${JSON_TYPE}${bodyHeader}`);
    await connection.until(/^HTTP\/1\.1 401 .*The control key is missing/s);
    connection.socket.destroy();
  });
});

test('a control API that is switched off, or does not exist, waits for no body', async () => {
  const handler = createMock({ users: 0 });
  const running = await serve({ handle: handler.handle, options: handler.options }, { port: 0 });
  onTestFinished(() => running.close());
  for (const { url } of [await open({ control: false }), running]) {
    const connection = await openRaw(url);
    connection.send(`POST /__kit/record HTTP/1.1\r\n${OWN}${JSON_TYPE}Content-Length: ${MIB}\r\n\r\n`);
    await connection.until(/^HTTP\/1\.1 404 /);
    connection.socket.destroy();
  }
});

test('a body that is announced as too large is refused before it arrives', async () => {
  const { url } = await open({ limits: { bodyBytes: 1_024 } });
  const connection = await openRaw(url);
  connection.send(`POST /__kit/record HTTP/1.1\r\n${OWN}${JSON_TYPE}Content-Length: 1025\r\n\r\n`);
  await connection.until(/^HTTP\/1\.1 413 /);
  connection.socket.destroy();
});

describe('a client that sends everything before it reads', () => {
  const HEAD = `POST /__kit/record HTTP/1.1\r\nHost: evil.example\r\n${JSON_TYPE}`;
  const BODY = `Content-Length: ${24 * MIB}\r\n\r\n${BLOCK.repeat(24)}`;

  test('gets its refusal, and its next request is answered on the same connection', async () => {
    const { url } = await open();
    const connection = await openRaw(url);
    connection.socket.pause();
    connection.send(`${HEAD}${BODY}`);
    await once(connection.socket, 'drain');
    connection.socket.resume();
    await connection.until(/^HTTP\/1\.1 403 .*\]\}$/s);
    expect(connection.received()).toMatch(/connection: keep-alive/i);
    connection.send(CLOCK);
    await connection.until(/HTTP\/1\.1 200 OK.*"speed":0\}$/s);
    connection.socket.destroy();
  });

  test.each(['HTTP/1.0', 'HTTP/1.1'])('gets its refusal by %s too, when the connection then ends', async (version) => {
    const { url } = await open();
    const connection = await openRaw(url);
    const errors: Error[] = [];
    connection.socket.on('error', (error) => errors.push(error));
    connection.socket.pause();
    connection.send(`${HEAD.replace('HTTP/1.1', version)}Connection: close\r\n${BODY}`);
    await once(connection.socket, 'drain');
    connection.socket.resume();
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 403 .*\]\}$/s);
    expect(errors).toEqual([]);
  });

  test('gets the reply of the API too, when the connection then ends', async () => {
    const { url } = await open();
    const connection = await openRaw(url);
    connection.socket.pause();
    connection.send(`GET /api/app/x HTTP/1.1\r\n${OWN}Connection: close\r\n${BODY}`);
    await once(connection.socket, 'drain');
    connection.socket.resume();
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 404 .*\]\}$/s);
  });
});

test('node:http as a client gets the refusal of a large body', async () => {
  const { url } = await open({ controlKey: 'ControlKeyOfATest-1' });
  const request = sendRequest(new URL('/__kit/snapshot', url), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'content-length': 32 * MIB },
  });
  request.end(BLOCK.repeat(32));
  const [reply] = await once(request, 'response');
  reply.resume();
  // the refusal may come long before the body is sent; a server that closes meanwhile would break it off
  await Promise.all([once(reply, 'end'), once(request, 'close')]);
  expect(request.writableFinished).toBe(true);
  expect(reply.statusCode).toBe(401);
});

describe('a body without an end', () => {
  const ENDLESS = `POST /__kit/record HTTP/1.1\r\nHost: evil.example\r\n${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n`;

  test('is read only up to a bound; the client gets its refusal, and the connection ends', async () => {
    const { url, accepted } = await open({ limits: { bodyBytes: 1_024 } });
    const connection = await openRaw(url);
    connection.send(ENDLESS);
    const more = (error?: Error | null) => {
      if (!error) connection.socket.write(`${MIB.toString(16)}\r\n${BLOCK}\r\n`, more);
    };
    more();
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 403 .*\]\}$/s);
    expect(accepted().bytesRead).toBeGreaterThan(16 * MIB);
    expect(accepted().bytesRead).toBeLessThan(17 * MIB);
  });

  test('of announced length is refused as the last one of its connection', async () => {
    const { url } = await open({ limits: { bodyBytes: 1_024 } });
    const connection = await openRaw(url);
    connection.send(ENDLESS.replace('Transfer-Encoding: chunked', `Content-Length: ${1024 * MIB}`));
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 403 .*connection: close.*\]\}$/is);
  });
});

describe('a client that asks for permission to send its body', () => {
  let running: RunningServer;
  const mock = createMock({ users: 0 });
  const LEAVE = `Expect: 100-continue\r\nContent-Length: ${VISIT.length}\r\n`;
  beforeAll(async () => {
    running = await serve(mock, { port: 0 });
  });
  afterAll(() => running?.close());

  test('is refused without it, and the connection ends', async () => {
    const connection = await openRaw(running.url);
    connection.send(`POST /__kit/record HTTP/1.1\r\nHost: evil.example\r\n${JSON_TYPE}${LEAVE}\r\n`);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 403 .*connection: close.*\]\}$/is);
  });

  test('but has none is answered like any other', async () => {
    const connection = await openRaw(running.url);
    connection.send(`${CLOCK.replace(OWN, `${OWN}Expect: 100-continue\r\n`)}${CLOCK}`);
    await connection.until(/^HTTP\/1\.1 100 .*"speed":0\}HTTP\/1\.1 200 .*"speed":0\}$/s);
    connection.socket.destroy();
  });

  test('gets it in its turn where it is allowed', async () => {
    const connection = await openRaw(running.url);
    connection.send(`${CLOCK}POST /__kit/record HTTP/1.1\r\n${OWN}${JSON_TYPE}${LEAVE}Connection: close\r\n\r\n`);
    await connection.until(/"speed":0\}HTTP\/1\.1 100 Continue\r\n\r\n$/);
    connection.send(VISIT);
    const { replies } = readReplies((await connection.closed()).replace('HTTP/1.1 100 Continue\r\n\r\n', ''));
    expect(replies.map(({ status }) => status)).toEqual([200, 201]);
    expect(mock.recordedEvents()).toBe(1);
  });
});
