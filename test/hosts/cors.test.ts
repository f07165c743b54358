import { describe, expect, onTestFinished, test } from 'vitest';
import { type CorsPolicy, corsHeaders, isOfForeignPage } from '../../src/hosts/cors.ts';
import { serve } from '../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';

const LOCAL = [
  'http://localhost',
  'http://localhost:5173',
  'http://shop.localhost:5173',
  'https://127.0.0.1:8443',
  'http://127.0.0.10',
  'http://[::1]:3000',
];
const SHOP = 'https://shop.example.org';
const FOREIGN = [
  SHOP,
  'http://localhost.example.org',
  'http://evil.example/.localhost',
  'http://notlocalhost',
  'http://localhost:80.example.org',
  'http://127.0.0.10.example.org',
  'http://localhost@shop.example.org',
  'null',
  '',
];

const allows = (cors: CorsPolicy, origin: string) =>
  'access-control-allow-origin' in corsHeaders(cors, 'GET', { origin });

describe('the policy', () => {
  test.each<[string, CorsPolicy, string[], string[]]>([
    ['loopback lets in pages of this machine alone', 'loopback', LOCAL, FOREIGN],
    ['* lets in every page', '*', [...LOCAL, ...FOREIGN], []],
    [
      'of listed origins lets in those alone',
      [SHOP],
      [SHOP],
      [...LOCAL, `${SHOP}:8443`, `${SHOP}.evil.example`, 'null'],
    ],
    ['off lets in no page', false, [], [...LOCAL, ...FOREIGN]],
  ])('%s', (_, cors, allowed, refused) => {
    expect(allowed.filter((origin) => !allows(cors, origin))).toEqual([]);
    expect(refused.filter((origin) => allows(cors, origin))).toEqual([]);
  });

  test.each(['x-openreplay-sessiontoken, traceparent, Cache-Control', "!#$%&'*+.^_`|~"])(
    'lets an allowed page send %s',
    (asked) => {
      const headers = { origin: SHOP, 'access-control-request-headers': asked };
      expect(corsHeaders([SHOP], 'GET', headers)['access-control-allow-headers']).toBe(asked);
      expect(corsHeaders([], 'GET', headers)).toEqual({});
    },
  );

  test.each(['a: b', 'a\r\nset-cookie: b', 'é', 'x'.repeat(2_001)])(
    'does not send back an invalid list of headers: %j',
    (asked) => {
      const { 'access-control-allow-headers': allowed } = corsHeaders('*', 'GET', {
        origin: SHOP,
        'access-control-request-headers': asked,
      });
      expect(allowed).toBe('authorization, content-type, prefer');
    },
  );

  test('adds nothing to a reply unless a page asked', () => {
    expect(corsHeaders('*', 'GET', {})).toEqual({});
  });
});

describe('a page under a foreign name', () => {
  const isForeign = (host: string, cors: CorsPolicy = 'loopback', more: Record<string, string> = {}) =>
    isOfForeignPage(cors, { host, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)', ...more });

  test.each([
    'evil.example',
    'evil.example:4010',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'a, localhost',
    '',
  ])('is one of %s', (host) => {
    expect(isForeign(host)).toBe(true);
  });

  test.each(['localhost', 'LocalHost:4010', 'kit.localhost:1', '127.0.0.1:4010', '[::1]:4010', '192.168.1.7'])(
    'is not one of %s',
    (host) => {
      expect(isForeign(host)).toBe(false);
    },
  );

  test('is allowed where the policy lists it', () => {
    expect(isForeign('app.test:3000', ['http://app.test:3000'])).toBe(false);
    expect(isForeign('app.test:3001', ['http://app.test:3000'])).toBe(true);
    expect(isForeign('app.test', '*')).toBe(false);
    expect(isForeign('app.test', false)).toBe(true);
  });

  test('is not assumed where a program asks, or where the browser names the origin', () => {
    expect(isForeign('evil.example', 'loopback', { 'user-agent': 'curl/8.0' })).toBe(false);
    expect(isForeign('evil.example', 'loopback', { origin: 'http://evil.example' })).toBe(false);
  });
});

describe('over HTTP', () => {
  async function ask(cors: CorsPolicy, origin: string, more: RequestInit & { headers?: Record<string, string> } = {}) {
    const { url, close } = await serve(createMock({ users: 0 }), { port: 0, cors });
    onTestFinished(close);
    return fetch(url + sessionsPath(), { ...more, headers: { origin, ...more.headers } });
  }

  test('a preflight is answered without a key', async () => {
    const reply = await ask('loopback', 'http://localhost:5173', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
    });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(reply.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(reply.headers.get('access-control-allow-methods')).toContain('GET');
  });

  test('an allowed page can also read why it was refused', async () => {
    const reply = await ask([SHOP], SHOP);
    expect([reply.status, reply.headers.get('access-control-allow-origin'), reply.headers.get('vary')]).toEqual([
      401,
      SHOP,
      'prefer, origin',
    ]);
  });

  test('no page can read a failure of v1, as with a real server', async () => {
    const { url, close } = await serve(createMock({ users: 0 }), { port: 0, cors: '*' });
    onTestFinished(close);
    const headers = { origin: SHOP, authorization: DEVELOPMENT_KEY };
    const ask = (userId: string) => fetch(new URL(`/api/v1${sessionsPath(undefined, userId)}`, url), { headers });
    const replies = await Promise.all([ask('ada%00'), ask('ada')]);
    expect(replies.map(({ status }) => status)).toEqual([500, 200]);
    expect(
      replies.map((reply) => [...reply.headers.keys()].some((name) => name.startsWith('access-control-'))),
    ).toEqual([false, true]);
  });

  test('a page that is not allowed gets its reply without CORS headers', async () => {
    const reply = await ask('loopback', SHOP, { headers: { authorization: DEVELOPMENT_KEY } });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });
});
