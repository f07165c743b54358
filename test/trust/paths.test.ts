import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { type Reply, readReplies } from '../fuzz/replies.ts';
import { openRaw } from '../support/raw-connection.ts';

let running: RunningServer;
beforeAll(async () => {
  running = await serve(createMock({ users: 0 }), { port: 0 });
});
afterAll(() => running?.close());

const STUDIO = new URL('../../dist/studio/studio/', import.meta.url);
/** The only URLs that lead to files. */
const FILES = ['/', ...readdirSync(STUDIO).map((name) => `/studio/${name}`)];

const steps = fc.constantFrom(
  ...[
    '..',
    '%2e%2e',
    '.%2e',
    '%252e%252e',
    '..;',
    '..%00',
    '...',
    '.',
    '',
    '~',
    'C:',
    'file:',
    '%c0%ae%c0%ae',
    '..%01',
  ],
);
const joints = fc.constantFrom('/', '%2f', '%2F', '%252f', '\\', '%5c', '//', '/./', '%c0%af');
const ends = fc.constantFrom(
  ...[
    'package.json',
    'etc/passwd',
    'index.html',
    'studio',
    'dist/index.js',
    '.git/config',
    'README.md',
    'proc/self/environ',
    '',
  ],
);
const targets = fc
  .tuple(
    fc.constantFrom(
      '/',
      '/studio',
      '/studio/',
      '/__kit',
      '/__kit/',
      '/api/app',
      '//',
      'http://localhost',
      'http://localhost/studio',
    ),
    fc.array(fc.tuple(joints, steps), { maxLength: 8 }),
    joints,
    ends,
    fc.constantFrom('', '?', '?x', '%00', '/', '.map'),
  )
  .map(([from, path, joint, end, tail]) => `${from}${path.flat().join('')}${joint}${end}${tail}`);

/** Asks with a path as it stands. */
async function ask(path: string): Promise<Reply | undefined> {
  const connection = await openRaw(running.url);
  connection.send(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${DEVELOPMENT_KEY}\r\nConnection: close\r\n\r\n`,
  );
  return readReplies(await connection.closed()).replies[0];
}

const askAll = (paths: readonly string[]) => Promise.all(paths.map(ask));

test('no URL reaches any file except those of the studio', async () => {
  const law = fc.asyncProperty(fc.array(targets, { minLength: 10, maxLength: 20 }), async (paths) => {
    const others = paths.filter((path) => !FILES.includes(path));
    fc.pre(others.length > 0);
    const replies = await askAll(others);
    const reached = replies.flatMap((reply, index) =>
      reply && reply.status >= 400 && reply.status < 500 && reply.body.startsWith('{"errors":["')
        ? []
        : [[others[index], reply]],
    );
    expect(reached).toEqual([]);
  });
  await fc.assert(law, { numRuns: 100 });
});

test('the files of the studio can be reached only by their own URLs', async () => {
  expect(FILES.length).toBeGreaterThan(2);
  for (const path of FILES) {
    const file = await ask(path);
    expect([path, file?.status, file?.headers.has('content-security-policy')]).toEqual([path, 200, true]);
    const [plain = ''] = path.slice(1).split('.');
    const spelled = [
      `/${path}`,
      `${path}?`,
      `${path}/`,
      `${path}%00`,
      `/./${path.slice(1)}`,
      `/%2e/${plain}`,
      `/studio/..${path}`,
    ];
    expect((await askAll(spelled)).map((reply) => reply?.status)).toEqual(spelled.map(() => 404));
  }
});
