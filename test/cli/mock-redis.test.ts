import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startServer } from '../journal/redis/servers.ts';
import { sessionsPath } from '../support/ask.ts';
import { runCli, startCli, startMockCli } from '../support/cli.ts';
import { makeFile } from '../support/files.ts';

const CERTIFICATE = fileURLToPath(new URL('../support/tls/certificate.pem', import.meta.url));
const KEY = fileURLToPath(new URL('../support/tls/key.pem', import.meta.url));

const headers = { 'content-type': 'application/json', authorization: 'DevKeyOpenReplayKit1' };
const controlOf = (url: string) => url.replace('/api/app', '/__kit');
const record = (url: string, path: string) =>
  fetch(`${controlOf(url)}/record`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ userId: 'ada', events: [{ type: 'LOCATION', path }] }),
  });
const pathsOf = async (url: string): Promise<string[]> => {
  // a separate connection for each request, which workers take in turn
  const reply = await fetch(url + sessionsPath(undefined, 'ada'), { headers: { ...headers, connection: 'close' } });
  return (await reply.json()).data.map((event: { path: string }) => event.path);
};

test('commands with the same URL share one state, workers included, record a fixture once, and refuse another seed with the difference', async () => {
  const server = await startServer();
  const fixture = makeFile('visit.json', { userId: 'ada', events: [{ type: 'LOCATION', path: '/fixture/' }] });
  const args = ['--users', '3', '--fixture', fixture, '--state', server.url()];
  // generated history ends in the past, and those that join end it there too
  const one = await startMockCli([...args, '--now', '2026-01-31']);
  const two = await startMockCli([...args, '--workers', '2']);
  await record(two.url, '/two/');
  await record(one.url, '/one/');
  for (let count = 0; count < 4; count++) {
    for (const { url } of [one, two]) expect(await pathsOf(url)).toEqual(['/fixture/', '/two/', '/one/']);
  }
  const health = await (await fetch(`${controlOf(two.url)}/health`)).json();
  expect(health).toMatchObject({ now: Date.UTC(2026, 0, 31), state: { lag: 0, isCurrent: true } });
  const other = await runCli(['mock', '--port', '0', '--users', '0', '--seed', '7', '--state', server.url()]);
  expect([other.code, other.stdout]).toEqual([2, '']);
  expect(other.stderr).toMatch(
    /^Failed to use the state at redis:.*other options: .*seed \("1" there, "7" here\), users \(3 there, 0 here\)\. Use/,
  );
  expect((await two.cli.end('SIGTERM')).stderr).toContain('is in use already, so fixtures were left alone');
  const { stdout } = await one.cli.end('SIGTERM');
  expect(stdout).toContain(`State: ${server.url()}, which holds 1 event\n`);
});

test('a command that cannot serve the state ends', async () => {
  const server = await startServer();
  const state = ['--users', '0', '--state', server.url()];
  const { url } = await startMockCli(state);
  const { port } = new URL(url);
  const ends = (args: readonly string[]) => startCli(['mock', ...state, ...args]).end();
  const [other, taken] = await Promise.all([ends(['--port', '0', '--seed', '7']), ends(['--port', port])]);
  expect(other).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('its mocks have other options') });
  expect(taken).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('is in use') });
});

test('a URL with a password is refused without showing it', async () => {
  const { code, stdout, stderr } = await runCli(['mock', '--port', '0', '--state', 'redis://kit:Secret1@127.0.0.1/0']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('OPENREPLAY_KIT_REDIS_PASSWORD');
  expect(stderr).not.toContain('Secret1');
});

test('over TLS, with user and password from the environment, which are shown nowhere', async () => {
  const tls = ['--tls-cert-file', CERTIFICATE, '--tls-key-file', KEY, '--tls-auth-clients', 'no'];
  const acl = ['--user', 'kit', 'on', '>Secret1', '~{kit}:*', '+@all', '--user', 'default', 'off'];
  const server = await startServer([...tls, ...acl], { isEncrypted: true });
  const env = {
    OPENREPLAY_KIT_REDIS_USER: 'kit',
    OPENREPLAY_KIT_REDIS_PASSWORD: 'Secret1',
    NODE_EXTRA_CA_CERTS: CERTIFICATE,
  };
  const url = `rediss://localhost:${server.port}/0?prefix=kit`;
  const { cli, url: base } = await startMockCli(['--users', '0', '--state', url], { env });
  expect((await record(base, '/kept/')).status).toBe(201);
  const health = await (await fetch(`${controlOf(base)}/health`)).text();
  const { stdout, stderr } = await cli.end('SIGTERM');
  expect(health + stdout + stderr).not.toContain('Secret1');
});
