import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import { parseServeOptions, type ServeLimits } from '../../src/hosts/serve-options.ts';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { tableBelow } from '../readme/readme.ts';
import { sessionsPath } from '../support/ask.ts';
import { startMockCli } from '../support/cli.ts';
import { scaled } from '../support/patience.ts';
import { openRaw } from '../support/raw-connection.ts';

const TARGET = `/api/app${sessionsPath()}`;
const HEAD = `Host: localhost\r\nAuthorization: ${DEVELOPMENT_KEY}\r\n`;

async function open(limits: ServeLimits) {
  const mock = createMock({ users: 0 });
  const { url, server, close } = await serve(mock, { port: 0, limits });
  onTestFinished(close);
  const { port } = server.address() as AddressInfo; // a TCP server that listens has such an address
  return { mock, url, server, port };
}

/** A request to record, with a body of the given number of bytes. */
function recordOf(bytes: number): string {
  const visit = { userId: '', events: [{ type: 'LOCATION', path: '/' }] };
  const body = JSON.stringify({ ...visit, userId: 'u' }).padEnd(bytes, ' ');
  return `POST /__kit/record HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

describe('the head of a request', () => {
  const withHead = (bytes: number) => {
    const head = `GET ${TARGET} HTTP/1.1\r\n${HEAD}Connection: close\r\nX: `;
    return `${head}${'x'.repeat(bytes - head.length - 4)}\r\n\r\n`;
  };

  test('may be as long as the limit, and is refused in words when it is much longer', async () => {
    const { url } = await open({ headerBytes: 4_096 });
    const short = await openRaw(url);
    short.send(withHead(4_096));
    expect(await short.closed()).toMatch(/^HTTP\/1\.1 200 /);
    const long = await openRaw(url);
    long.send(withHead(4_300));
    expect(await long.closed()).toMatch(
      /^HTTP\/1\.1 431 .*\{"errors":\["The head of the request is too large: at most 4096 bytes are accepted\."\]\}$/s,
    );
  });

  test('counts by its bytes and not by its lines, of which none is dropped', async () => {
    const { url } = await open({ headerBytes: 65_536 });
    const connection = await openRaw(url);
    connection.send(`GET ${TARGET} HTTP/1.1\r\n${'a:b\r\n'.repeat(3_000)}${HEAD}Connection: close\r\n\r\n`);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a body sent to the control API', () => {
  test('may be as long as the limit, and is refused in words and without effect when it is longer', async () => {
    const { url, mock } = await open({ bodyBytes: 1_024 });
    const connection = await openRaw(url);
    connection.send(recordOf(1_025));
    await connection.until(/^HTTP\/1\.1 413 .*"The body is too large: at most 1024 bytes are accepted\. /s);
    expect(mock.recordedEvents()).toBe(0);
    connection.send(recordOf(1_024));
    await connection.until(/HTTP\/1\.1 201 /);
    expect(mock.recordedEvents()).toBe(1);
    connection.socket.end();
  });

  test('is refused in chunks too, without growing further in memory', async () => {
    const { url, mock } = await open({ bodyBytes: 1_024 });
    const connection = await openRaw(url);
    connection.send(
      `POST /__kit/record HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (let count = 0; count < 64; count += 1) connection.send(`8000\r\n${'x'.repeat(0x8000)}\r\n`);
    connection.send('0\r\n\r\n');
    await connection.until(/^HTTP\/1\.1 413 /);
    expect(mock.recordedEvents()).toBe(0);
    connection.socket.end();
  });
});

describe('the content of a body sent to the control API', () => {
  const send = (url: string, body: string) =>
    fetch(url.replace('/api/app', '/__kit/record'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  const event = (label: string) => ({ type: 'CLICK', label });
  const visitOf = (events: readonly unknown[]) => JSON.stringify({ userId: 'ada', events });

  test('may have as many items as the limit, and is refused in words and without effect when there are more', async () => {
    const { url, mock } = await open({ bodyItems: 100 });
    const events = Array.from({ length: 101 }, () => event('x'));
    const refused = await send(url, visitOf(events));
    expect(refused.status).toBe(413);
    expect((await refused.json()).errors).toEqual([expect.stringMatching(/^The body has too many items: .* 100 /)]);
    expect(mock.recordedEvents()).toBe(0);
    expect((await send(url, visitOf(events.slice(1)))).status).toBe(201);
  });

  test('is read, checked and filled in while others are answered', async () => {
    const { url, mock } = await open({});
    let isRecorded = false;
    const recording = send(url, visitOf(Array.from({ length: 20_000 }, (_, index) => event(`x${index}`))));
    recording.finally(() => {
      isRecorded = true;
    });
    let answered = 0;
    while (!isRecorded) {
      await fetch(`${url}${sessionsPath()}`, { headers: { authorization: DEVELOPMENT_KEY } });
      if (!isRecorded) answered += 1;
    }
    expect((await recording).status).toBe(201);
    expect(mock.recordedEvents()).toBe(20_000);
    expect(answered).toBeGreaterThan(5);
  });

  test('may have texts as long as the limit, and is refused in words and without effect when one is longer', async () => {
    const { url, mock } = await open({ textBytes: 1_024 });
    const refused = await send(url, visitOf([event('x'.repeat(1_025))]));
    expect(refused.status).toBe(413);
    expect((await refused.json()).errors).toEqual([expect.stringMatching(/text that is too long: at most 1024 bytes/)]);
    expect(mock.recordedEvents()).toBe(0);
    expect((await send(url, visitOf([event('x'.repeat(1_024))]))).status).toBe(201);
  });

  test.each([
    ['seven million empty objects', 413, `[${'{},'.repeat(7_000_000)}{}]`],
    ['twenty million brackets', 400, '['.repeat(20_000_000)],
    ['a text of twenty million letters', 413, visitOf([event('x'.repeat(20_000_000))])],
  ])('is refused without being read to its end: %s', async (_, status, body) => {
    const { url, mock } = await open({});
    const before = process.memoryUsage().heapUsed;
    expect((await send(url, body)).status).toBe(status);
    // as objects they would be some hundred million
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
    expect(mock.recordedEvents()).toBe(0);
  });
});

describe.concurrent('the time of', () => {
  const LIMIT_MS = scaled(1_000);
  const TOO_SLOW = `{"errors":["The request did not arrive in full within ${LIMIT_MS} ms."]}`;
  const mock = createMock({ users: 0, faults: [{ latency: LIMIT_MS + 400, userId: 'held back' }] });
  let running: RunningServer;
  beforeAll(async () => {
    running = await serve(mock, { port: 0, limits: { requestMs: LIMIT_MS, idleMs: 100 } });
  });
  afterAll(() => running.close());

  test.each([
    ['never begins', ''],
    ['stops in its first line', 'GET /api'],
    ['stops in its headers', `GET ${TARGET} HTTP/1.1\r\n${HEAD}`],
    ['stops in its body', `${recordOf(200).slice(0, -20)}`],
  ])('a request that %s ends at the limit, and it is refused in words', async (_, text) => {
    const connection = await openRaw(running.url);
    connection.send(text);
    const received = await connection.closed();
    expect(received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(received).toContain(TOO_SLOW);
    expect(mock.recordedEvents()).toBe(0);
  });

  test('a request that trickles in byte by byte ends too', async () => {
    const connection = await openRaw(running.url);
    connection.send(`GET ${TARGET} HTTP/1.1\r\n`);
    const timer = setInterval(() => connection.send('x'), 50);
    expect(await connection.closed().finally(() => clearInterval(timer))).toContain(TOO_SLOW);
  });

  test('a delayed reply is not limited by that of the request', async () => {
    const connection = await openRaw(running.url);
    connection.send(`GET /api/app${sessionsPath(undefined, 'held%20back')} HTTP/1.1\r\n${HEAD}\r\n`);
    await connection.until(/^HTTP\/1\.1 200 .*\]\}$/s);
    connection.socket.end();
  });

  test('a connection without a request ends at its own limit', async () => {
    const connection = await openRaw(running.url);
    connection.send(`GET ${TARGET} HTTP/1.1\r\n${HEAD}\r\n`);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 .*\]\}$/s);
  });
});

describe('a connection', () => {
  test('whose client has closed its half does not wait for a delayed reply', async () => {
    const { url, mock } = await open({ idleMs: 100 });
    mock.faults.add({ latency: 600_000 });
    const connection = await openRaw(url);
    connection.send(`GET ${TARGET} HTTP/1.1\r\n${HEAD}\r\n`);
    connection.socket.end();
    expect(await connection.closed()).toBe('');
  });

  test('over the limit is closed at once, and the others stay open', async () => {
    const { url } = await open({ connections: 2 });
    const first = await openRaw(url);
    const second = await openRaw(url);
    const third = await openRaw(url);
    third.send(`GET ${TARGET} HTTP/1.1\r\n${HEAD}\r\n`);
    expect(await third.closed()).toBe('');
    for (const connection of [first, second]) {
      connection.send(`GET ${TARGET} HTTP/1.1\r\n${HEAD}Connection: close\r\n\r\n`);
      expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 /);
    }
    const fourth = await openRaw(url);
    fourth.send(`GET ${TARGET} HTTP/1.1\r\n${HEAD}Connection: close\r\n\r\n`);
    expect(await fourth.closed()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

test('the documentation lists the limits and their defaults', () => {
  const listed = tableBelow('## Limits and safety').map(([name, value]) => [name?.replaceAll('`', ''), Number(value)]);
  expect(Object.fromEntries(listed)).toEqual(parseServeOptions({}).limits);
});

test('each limit is set by a flag', async () => {
  const limitMs = scaled(1_500);
  const flags = `--max-header 2048 --max-body 2048 --request-timeout ${limitMs} --idle-timeout 100 --max-connections 4`;
  const { url } = await startMockCli(['--users', '0', ...flags.split(' ')]);
  const [long, large, idle, slow] = [await openRaw(url), await openRaw(url), await openRaw(url), await openRaw(url)];
  // none of them can end before all were accepted
  for (const connection of [long, large, idle, slow]) connection.send('\r\n');
  expect(await (await openRaw(url)).closed()).toBe('');
  long.send(`GET / HTTP/1.1\r\nX: ${'x'.repeat(3_000)}\r\n\r\n`);
  large.send(recordOf(3_000).replace('\r\n', '\r\nConnection: close\r\n'));
  idle.send(`GET ${TARGET} HTTP/1.1\r\n${HEAD}\r\n`);
  expect(await long.closed()).toMatch(/ 431 .*at most 2048 bytes/s);
  expect(await large.closed()).toMatch(/ 413 .*at most 2048 bytes/s);
  expect(await idle.closed()).toMatch(/^HTTP\/1\.1 200 .*\]\}$/s);
  expect(await slow.closed()).toMatch(new RegExp(` 408 .*within ${limitMs} ms`, 's'));
});

test('so are those of the content of a body', async () => {
  const { url } = await startMockCli(['--users', '0', '--max-items', '100', '--max-text', '1024']);
  const send = async (labels: readonly string[]) => {
    const body = JSON.stringify({ userId: 'ada', events: labels.map((label) => ({ type: 'CLICK', label })) });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url.replace('/api/app', '/__kit/record'), { method: 'POST', headers, body })).json();
  };
  expect(await send(Array.from({ length: 101 }, () => 'x'))).toMatchObject({
    errors: [expect.stringContaining('100 items')],
  });
  expect(await send(['x'.repeat(1_025)])).toMatchObject({ errors: [expect.stringContaining('at most 1024 bytes')] });
});
