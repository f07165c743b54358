import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type RunningServer, type ServeOptions, serve } from '../../src/hosts/node.ts';
import type { MockHandler } from '../../src/hosts/web.ts';
import { createMock, DEVELOPMENT_KEY, OptionError, UnavailableError } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { sendRaw } from '../support/raw-http.ts';

const mock = createMock({ users: 0 });
const init = { headers: { authorization: DEVELOPMENT_KEY } };

async function start(options: ServeOptions = {}, handler: MockHandler = mock): Promise<RunningServer> {
  const running = await serve(handler, { port: 0, ...options });
  onTestFinished(() => running.close());
  return running;
}

describe('serve', () => {
  test('answers the documented curl request with exactly the documented bytes', async () => {
    const { url } = await start();
    const reply = await sendRaw(
      url,
      `GET /api/app${sessionsPath()} HTTP/1.1\r\nHost: openreplay.example.com\r\ncontent-type: application/json\r\n` +
        `Authorization: ${DEVELOPMENT_KEY}\r\nConnection: close\r\n\r\n`,
    );
    const [head = '', body] = reply.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\ncontent-type: application\/json\r\n/);
    expect(head).toContain(`content-length: ${documentedReply.length}`);
    expect(body).toBe(documentedReply);
  });

  test('accepts a whole URL as the target, as clients of a proxy send it', async () => {
    const { url } = await start();
    const target = `HTTP://openreplay.example.com:80/api/app${sessionsPath()}?end_date=0`;
    const reply = await sendRaw(
      url,
      `GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: ${DEVELOPMENT_KEY}\r\nConnection: close\r\n\r\n`,
    );
    expect(reply.split('\r\n\r\n')[1]).toBe('{"data":[]}');
  });

  test.each(['/%', '//', '/?', '*', '/api/app/../app', 'http://x', '/\\'])(
    'answers the odd target %s with 404',
    async (target) => {
      const { url } = await start();
      const reply = await sendRaw(url, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(reply).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  test.each([
    ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+\/api\/app$/],
    ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+\/api\/app$/],
    ['localhost', /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+\/api\/app$/],
  ])('at %s gives a URL that a client can use', async (host, pattern) => {
    const { url } = await start({ host });
    expect(url).toMatch(pattern);
    expect((await fetch(url + sessionsPath(), init)).status).toBe(200);
  });

  const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
  test.skipIf(!hasIpv6).each(['::1', '::'])(
    'at the IPv6 address %s gives a URL that a client can use',
    async (host) => {
      const { url } = await start({ host });
      expect(url).toMatch(/^http:\/\/\[::1\]:\d+\/api\/app$/);
      expect((await fetch(url + sessionsPath(), init)).status).toBe(200);
    },
  );

  test('refuses a taken port in words', async () => {
    const { server } = await start();
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const second = serve(mock, { port });
    await expect(second).rejects.toThrow(UnavailableError);
    await expect(second).rejects.toThrow(`port ${port} of 127.0.0.1 is in use`);
  });

  test.each([-1, 65_536, 1.5, Number.NaN])('refuses the port %d', async (port) => {
    await expect(serve(mock, { port })).rejects.toThrow(OptionError);
  });

  test('refuses an address that this machine does not have', async () => {
    await expect(serve(mock, { port: 0, host: '192.0.2.1' })).rejects.toThrow('this machine has no address 192.0.2.1');
  });

  test('survives a failure of the mock on one request', async () => {
    let calls = 0;
    const handle: MockHandler['handle'] = (request) => {
      calls += 1;
      if (calls === 1) throw new RangeError('no such index');
      return calls === 2 ? Promise.reject(new Error('no generator')) : mock.handle(request);
    };
    const { url } = await start({}, { ...mock, handle });
    const replies = [];
    for (let count = 0; count < 3; count += 1) replies.push(await fetch(url + sessionsPath(), init));
    expect(replies.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(await replies[0]?.json()).toEqual({ errors: ['The mock failed: no such index.'] });
  });
});

describe('a snapshot', () => {
  const json = { 'content-type': 'application/json' };
  const LONG_LABEL = 'x'.repeat(1000);
  const kitOf = ({ url }: RunningServer) => new URL('/__kit/snapshot', url);

  /** A snapshot of a mock, as the control API gives it. */
  async function takeSnapshot(events: number): Promise<string> {
    const recorded = createMock({ users: 0 });
    const clicks = Array.from({ length: events - 1 }, () => ({ type: 'CLICK' as const, label: LONG_LABEL }));
    await recorded.record({ userId: 'ada', events: [{ type: 'LOCATION', path: '/' }, ...clicks] });
    return (await fetch(kitOf(await start({}, recorded)))).text();
  }

  test('of 20 million bytes can be restored', async () => {
    const body = await takeSnapshot(19_000);
    expect(body.length).toBeGreaterThan(20_000_000);
    const other = createMock({ users: 0 });
    const reply = await fetch(kitOf(await start({}, other)), { method: 'PUT', headers: json, body });
    expect(reply.status).toBe(204);
    expect(other.recordedEvents()).toBe(19_000);
  });

  test('over the limit is refused, naming the flag that raises it', async () => {
    const body = await takeSnapshot(10);
    const other = createMock({ users: 0 });
    const running = await start({ limits: { bodyBytes: 2000 } }, other);
    const reply = await fetch(kitOf(running), { method: 'PUT', headers: json, body });
    expect(reply.status).toBe(413);
    expect(await reply.json()).toEqual({
      errors: [
        'The body is too large: at most 2000 bytes are accepted. Raise the limit with --max-body, or limits.bodyBytes of serve.',
      ],
    });
    expect(other.recordedEvents()).toBe(0);
  });
});

describe('close', () => {
  test('frees the port, even while clients keep connections open', async () => {
    const { url, close } = await serve(mock, { port: 0 });
    const port = Number(new URL(url).port);
    await (await fetch(url + sessionsPath(), init)).text();
    const unused = connect(port, '127.0.0.1');
    await once(unused, 'connect');
    const ended = once(unused, 'close');
    await close();
    await ended;
    const again = await start({ port });
    expect((await fetch(again.url + sessionsPath(), init)).status).toBe(200);
  });

  test('lets a request in progress finish', async () => {
    const { promise: arrived, resolve: arrive } = withResolvers();
    const { promise: released, resolve: release } = withResolvers();
    const handle: MockHandler['handle'] = async (request) => {
      arrive();
      await released;
      return mock.handle(request);
    };
    const { url, close } = await serve({ ...mock, handle }, { port: 0 });
    const asked = fetch(url + sessionsPath(), init).then((reply) => reply.text());
    await arrived;
    const closed = close();
    release();
    expect(await asked).toBe(documentedReply);
    await closed;
  });

  test('may be called twice', async () => {
    const { close } = await serve(mock, { port: 0 });
    await Promise.all([close(), close()]);
    await close();
  });
});

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
