import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SeenExchange } from '../../src/contract/index.ts';
import { verifyContract } from '../../src/contract/index.ts';
import { nodeConnections } from '../../src/hosts/node-connections.ts';
import { makeFolder } from '../support/files.ts';
import { closedPort } from '../support/hostile.ts';
import { KEY, serveRight, serveWrong, verify } from './verify-runs.ts';

const right = serveRight();
const wrong = serveWrong();

async function harOf(args: readonly string[]) {
  const file = join(makeFolder(), 'deep', 'run.har');
  const { code, stderr } = await verify([...args, '--har', file]);
  const text = await readFile(file, 'utf8');
  return { code, stderr, text, log: JSON.parse(text).log };
}

test('--har keeps every exchange, those over raw connections too, without a key', async () => {
  const { code, text, log } = await harOf([right.url, '--only', 'REQUEST-01', '--only', 'AUTH-01', '--only', 'WIRE']);
  expect(code).toBe(0);
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'openreplay-kit' } });
  const [first] = log.entries;
  expect(first.request).toMatchObject({ method: 'GET', url: expect.stringContaining('/users/') });
  expect(first.request.headers).toContainEqual({ name: 'authorization', value: '$OPENREPLAY_API_KEY' });
  expect(first.response).toMatchObject({ status: 200, content: { mimeType: 'application/json' } });
  expect(JSON.parse(first.response.content.text).data.length).toBeGreaterThan(0);
  expect(Date.parse(first.startedDateTime)).toBeGreaterThan(Date.parse('2026-01-01'));
  expect(new Set(log.entries.map((entry: { response: { status: number } }) => entry.response.status))).toContain(401);
  expect(log.entries.length).toBeGreaterThan(10);
  expect(text).not.toContain(KEY);
});

test('a run that fails, or finds no server, still completes its file', async () => {
  expect((await harOf([wrong.url, '--window', 'event', '--only', 'WINDOW-02'])).code).toBe(1);
  const unreachable = await harOf([`http://127.0.0.1:${await closedPort()}/api/app`, '--project', 'p', '--user', 'u']);
  expect(unreachable.code).toBe(2);
  expect(unreachable.log.entries[0].response).toMatchObject({ status: 0, _error: expect.stringMatching(/connect/i) });
});

test('a file that cannot be written causes a warning and changes no verdict', async () => {
  const { code, stderr } = await verify([right.url, '--only', 'ORDER-01', '--har', '/dev/null/run.har']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Warning: failed to write the exchanges to \/dev\/null\/run\.har: /m);
});

test('onExchange is called with what came as it came, except for the key', async () => {
  const seen: SeenExchange[] = [];
  const key = 'a-secret-key-of-30-characters!';
  const reply = `{"data":[],\n\t"echo":"the key ${key} was sent"}`;
  const events = verifyContract(
    {
      baseUrl: 'http://server.test/api/app',
      key,
      projectKey: 'p',
      userIds: ['u'],
      fetch: async () => new Response(reply, { headers: { 'x-echo': key } }),
      connect: nodeConnections(),
      onExchange: (exchange) => seen.push(exchange),
    },
    { only: ['REQUEST-01'] },
  );
  for await (const _ of events);
  expect(seen[0]?.reply?.body).toBe(reply.replace(key, '$OPENREPLAY_API_KEY'));
  expect(JSON.stringify(seen)).not.toContain(key);
});
