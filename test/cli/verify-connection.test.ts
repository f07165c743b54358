import { readFile } from 'node:fs/promises';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  request as requestOf,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';
import { type Ended, runCli } from '../support/cli.ts';
import { makeFile } from '../support/files.ts';

/** A certificate for this machine, made for these tests and good for nothing else. */
const TLS = new URL('../support/tls/', import.meta.url);
const CERTIFICATE = fileURLToPath(new URL('certificate.pem', TLS));
const QUICK = ['--only', 'REQUEST-01', '--only', 'AUTH-01'];

const mock = createMock();
let secure: { url: string; close(): void };
let plain: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  plain = await serve(mock, { port: 0 });
  const [key, cert] = await Promise.all(['key.pem', 'certificate.pem'].map((name) => readFile(new URL(name, TLS))));
  const server = createServer({ key, cert }, answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  secure = { url: `https://127.0.0.1:${port}/api/app`, close: () => server.close() };
});

afterAll(async () => {
  secure.close();
  await plain.close();
});

describe('a server with a self-signed certificate', () => {
  test('is refused with the reason and the flags that help', async () => {
    const { code, stderr } = await verify(secure.url, ...QUICK);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Failed to reach https:.*self-signed certificate.*pass --ca FILE, or --insecure.*\n$/);
  });

  test('is verified with --ca', async () => {
    expect(await verify(secure.url, ...QUICK, '--ca', CERTIFICATE)).toMatchObject({ code: 0 });
  });

  test.each([['--ca', CERTIFICATE], ['--insecure']])(
    'is asked over raw connections of TLS with %s',
    async (...flags) => {
      const { code, stdout } = await verify(secure.url, '--only', 'WIRE-01', '--only', 'WIRE-21', ...flags);
      expect([code, stdout]).toEqual([0, expect.stringContaining('2 met, 0 not met')]);
    },
  );

  test('is verified with --insecure', async () => {
    expect(await verify(secure.url, ...QUICK, '--insecure')).toMatchObject({ code: 0 });
  });

  test('is not contacted when the authority cannot be read', async () => {
    const { code, stderr } = await verify(secure.url, ...QUICK, '--ca', '/no/such.pem');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^Failed to read the certificate authority \/no\/such.pem: /),
    ]);
  });
});

describe('a proxy from the environment', () => {
  test('is not used for this machine', async () => {
    const env = { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' };
    expect(await runCli(['verify', plain.url, ...QUICK], { env })).toMatchObject({ code: 0 });
  });

  test('that is not a URL is named, without a password in it', async () => {
    const env = { HTTP_PROXY: 'http://me:hush@[proxy', OPENREPLAY_API_KEY: 'Key-Of-Any-House' };
    const target = ['--project', 'any', '--user', 'any'];
    const { code, stderr } = await runCli(['verify', 'http://replay.test/api/app', ...target], { env });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^Failed to verify: HTTP_PROXY must be the URL of a proxy;/),
    ]);
    expect(stderr).not.toContain('hush');
  });

  test('that does not answer ends the run with the reason, without its password', async () => {
    const env = { HTTP_PROXY: 'http://me:hush@127.0.0.1:1', OPENREPLAY_API_KEY: 'Key-Of-Any-House' };
    const target = ['--project', 'any', '--user', 'any'];
    const { code, stdout, stderr } = await runCli(['verify', 'http://replay.test/api/app', ...target], { env });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/: its proxy cannot be reached\. Check HTTPS_PROXY/)]);
    expect(stdout + stderr).not.toContain('hush');
  });

  test.each([
    ['as a URL', 'http://'],
    ['without a scheme', ''],
  ])('%s is used for any other, and forwards plain http', async (_, scheme) => {
    const asked: string[] = [];
    const proxy = await openProxy((request, response) => {
      asked.push(request.url ?? '');
      const { pathname, search } = new URL(request.url ?? '');
      const { host, ...headers } = request.headers;
      const forward = requestOf(`${new URL(plain.url).origin}${pathname}${search}`, {
        method: request.method,
        headers,
      });
      forward.on('response', (reply) => reply.pipe(response.writeHead(reply.statusCode ?? 502, reply.headers)));
      forward.end();
    });
    const ended = await verifyThrough({ HTTP_PROXY: `${scheme}127.0.0.1:${proxy.port}` });
    expect([ended.code, asked[0]]).toEqual([0, expect.stringMatching(/^http:\/\/replay\.test\/api\/app\//)]);
    expect(ended.stdout).toContain('needs raw connections, which do not go through a proxy');
  });

  test.each([
    ['wants a password', 407],
    ['may not connect', 403],
    ['finds no server', 502],
  ])('that %s is named, and leads to no verdict', async (_, status) => {
    const proxy = await openProxy((_, response) => void response.writeHead(status).end('<h1>No</h1>'));
    const { code, stderr } = await verifyThrough({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^Failed to reach .*: the proxy refused to connect to it\. Check HTTPS_PROXY/),
    ]);
  });

  test('is not used at all when NO_PROXY has a *, whatever else it has', async () => {
    const env = { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'one.test, *' };
    const { stderr } = await verifyThrough(env);
    expect(stderr).toMatch(/^Failed to reach http:\/\/replay\.test\S+ .*(?:ENOTFOUND|EAI_AGAIN)/);
  });

  test('with another scheme is refused', async () => {
    const { code, stderr } = await verifyThrough({ HTTP_PROXY: 'socks5://me:hush@127.0.0.1:1' });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^Failed to verify: HTTP_PROXY names a proxy of socks5:\/\/, /),
    ]);
    expect(stderr).not.toContain('hush');
  });
});

/** Opens a proxy that forwards plain requests. */
async function openProxy(answer: RequestListener): Promise<{ readonly port: number }> {
  const proxy = createHttpServer(answer);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  return { port: (proxy.address() as AddressInfo).port };
}

/** Verifies a server elsewhere that only a proxy reaches. */
function verifyThrough(env: Record<string, string>): Promise<Ended> {
  const { pathname } = new URL(plain.url);
  const target = ['--project', mock.options.projects[0] ?? '', '--user', 'mickael@openreplay.com'];
  const args = ['verify', `http://replay.test${pathname}`, ...target, ...QUICK, '--only', 'WIRE-01'];
  return runCli(args, { env: { ...env, OPENREPLAY_API_KEY: mock.options.keys[0] ?? '' } });
}

describe('a config file', () => {
  test('gives the URL and the flags that the command line leaves out', async () => {
    const file = makeFile('openreplay-kit.config.json', { url: plain.url, only: ['REQUEST-01'], seed: 7 });
    const { code, stdout } = await verify('--config', file);
    expect(code).toBe(0);
    expect(stdout).toContain('(1 requirement, seed 7)');
    expect((await verify('--config', file, '--seed', '8')).stdout).toContain('seed 8');
  });

  test.each([
    [{ key: 'hush-hush-hush' }, /keys do not belong in it; set OPENREPLAY_API_KEY/],
    [{ timeout: 'soon' }, /timeout: expected a number, received "soon"/],
    [{ colour: true }, /there is no field "colour"\./],
    ['{', /it is not JSON/],
  ])('that is %j is refused, naming what is wrong', async (content, message) => {
    const { code, stderr } = await verify('--config', makeFile('openreplay-kit.config.json', content));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('hush');
  });
});

function verify(...args: string[]) {
  return runCli(['verify', ...args]);
}

async function answer({ url = '', method = 'GET', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', query = ''] = url.split('?');
  const reply = await mock.handle({ method, path, query, authorization: headers.authorization });
  response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
}
