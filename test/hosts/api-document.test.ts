import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import committed from '../../openapi/openapi.json' with { type: 'json' };
import { serve } from '../../src/hosts/node.ts';
import { createMock, type MockOptions } from '../../src/index.ts';
import { sendRaw } from '../support/raw-http.ts';

async function open(options: MockOptions = {}, cors: '*' | false = false) {
  const { url, close } = await serve(createMock({ users: 0, ...options }), { port: 0, control: false, cors });
  onTestFinished(close);
  return new URL(url).origin;
}

describe('the document of the API', () => {
  test('is served as committed, with the requested address as its server', async () => {
    const origin = await open();
    const reply = await fetch(`${origin}/openapi.json`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    const [server] = committed.servers;
    expect(await reply.json()).toEqual({ ...committed, servers: [{ ...server, url: origin }] });
    const { port } = new URL(origin);
    const other = await (await fetch(`http://localhost:${port}/openapi.json`)).json();
    expect(other.servers).toMatchObject([{ url: `http://localhost:${port}` }]);
  });

  test('is the same as YAML', async () => {
    const origin = await open();
    const reply = await fetch(`${origin}/openapi.yaml`);
    expect(reply.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
    // the YAML parser is that of openapi3-ts
    const yaml = createRequire(fileURLToPath(import.meta.resolve('openapi3-ts/oas31')))('yaml');
    expect(yaml.parse(await reply.text())).toEqual(await (await fetch(`${origin}/openapi.json`)).json());
  });

  test('uses the base path of the mock', async () => {
    const { paths } = await (await fetch(`${await open({ basePath: '/v9' })}/openapi.json`)).json();
    expect(Object.keys(paths)).toEqual(['/v9/{projectKey}/users/{userId}/sessions']);
  });

  test('can be read by the pages that may read the API', async () => {
    const headers = { origin: 'https://editor.example.org' };
    const allowed = async (cors: '*' | false) =>
      (await fetch(`${await open({}, cors)}/openapi.json`, { headers })).headers.get('access-control-allow-origin');
    expect([await allowed('*'), await allowed(false)]).toEqual(['*', null]);
  });

  test.each(['evil.example/"<x>', 'a b', '[::1'])(
    'never lists %j, which is no valid host, as a server',
    async (host) => {
      const origin = await open();
      const reply = await sendRaw(origin, `GET /openapi.json HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      const [, body = ''] = reply.split('\r\n\r\n');
      expect(JSON.parse(body).servers[0]).toEqual(committed.servers[0]);
    },
  );

  test.each([
    ['POST', '/openapi.json'],
    ['GET', '/openapi.xml'],
    ['GET', '/openapi.json?api=nothing'],
    ['GET', '/openapi.json/more'],
  ])('is not served for %s at %s', async (method, path) => {
    expect((await fetch((await open()) + path, { method })).status).toBe(404);
  });
});
