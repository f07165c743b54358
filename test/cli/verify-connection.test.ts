import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect as connectTo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { createMock } from '../../src/index.ts';
import { startCli } from '../support/cli.ts';
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

describe('a server with a certificate of its own', () => {
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

  test('is not reached with an authority that cannot be read', async () => {
    const { code, stderr } = await verify(secure.url, ...QUICK, '--ca', '/no/such.pem');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^Failed to read the certificate authority \/no\/such.pem: /),
    ]);
  });
});

describe('a proxy of the environment', () => {
  test('is not asked for this machine', async () => {
    const env = { HTTP_PROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' };
    expect(await startCli(['verify', plain.url, ...QUICK], { env }).end()).toMatchObject({ code: 0 });
  });

  test('that is no URL is named, and a password in it is not shown', async () => {
    const env = { HTTP_PROXY: 'http://me:hush@[proxy', OPENREPLAY_API_KEY: 'Key-Of-Any-House' };
    const target = ['--project', 'any', '--user', 'any'];
    const { code, stderr } = await startCli(['verify', 'http://replay.test/api/app', ...target], { env }).end();
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^Failed to verify: HTTP_PROXY must be the URL of a proxy;/),
    ]);
    expect(stderr).not.toContain('hush');
  });

  test('that does not answer ends the run with the reason, without its password', async () => {
    const env = { HTTP_PROXY: 'http://me:hush@127.0.0.1:1', OPENREPLAY_API_KEY: 'Key-Of-Any-House' };
    const target = ['--project', 'any', '--user', 'any'];
    const { code, stdout, stderr } = await startCli(['verify', 'http://replay.test/api/app', ...target], { env }).end();
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^Failed to reach .*ECONNREFUSED.*\n$/)]);
    expect(stdout + stderr).not.toContain('hush');
  });

  test('is asked for any other', async () => {
    const asked: string[] = [];
    const proxy = createHttpServer().on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      const { port } = new URL(plain.url);
      const upstream = connectTo(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      for (const end of [socket, upstream]) end.on('error', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const env = {
      HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      OPENREPLAY_API_KEY: mock.options.keys[0] ?? '',
    };
    const { pathname } = new URL(plain.url);
    const target = ['--project', mock.options.projects[0] ?? '', '--user', 'mickael@openreplay.com'];
    const ended = await startCli(
      ['verify', `http://replay.test${pathname}`, ...target, ...QUICK, '--only', 'WIRE-01'],
      {
        env,
      },
    ).end();
    proxy.close();
    expect([ended.code, asked[0]]).toEqual([0, 'replay.test:80']);
    expect(ended.stdout).toContain('needs raw connections, which do not go through a proxy');
  });
});

describe('a config file', () => {
  test('gives the URL and the flags that the command line leaves out', async () => {
    const file = makeFile('openreplay-kit.config.json', { url: plain.url, only: ['REQUEST-01'], seed: 7 });
    const { code, stdout } = await verify('--config', file);
    expect(code).toBe(0);
    expect(stdout).toContain('(1 requirement, seed 7)');
    expect((await verify('--config', file, '--seed', '8')).stdout).toContain('seed 8');
  });

  test.each([
    [{ key: 'hush-hush-hush' }, /keys do not belong into it; set OPENREPLAY_API_KEY/],
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
  return startCli(['verify', ...args]).end();
}

async function answer({ url = '', method = 'GET', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', query = ''] = url.split('?');
  const reply = await mock.handle({ method, path, query, authorization: headers.authorization });
  response.writeHead(reply.status, { ...reply.headers }).end(reply.body);
}
