import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { readReplies } from '../fuzz/replies.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { openRaw } from '../support/raw-connection.ts';

const TARGET = `/api/app${sessionsPath()}`;
const HEAD = `Host: localhost\r\nAuthorization: ${DEVELOPMENT_KEY}\r\n`;
const GET = `GET ${TARGET} HTTP/1.1\r\n${HEAD}`;
/** One whose reply does not come at once. */
const LATER = `${GET}Prefer: delay=50\r\n\r\n`;
const CLOCK = `GET /__kit/clock HTTP/1.1\r\n${HEAD}\r\n`;

let running: RunningServer;
beforeAll(async () => {
  running = await serve(createMock({ users: 0 }), { port: 0 });
});
afterAll(() => running?.close());

/** Sends, closes its half if asked to, and returns each reply as status and body. */
async function talk(text: string, { closesHalf = false } = {}): Promise<[status: number, body: string][]> {
  const connection = await openRaw(running.url);
  connection.send(text);
  if (closesHalf) connection.socket.end();
  const { replies, rest } = readReplies(await connection.closed());
  expect(rest).toBe('');
  return replies.map(({ status, body }) => [status, body]);
}

const ok = [200, documentedReply];
const sentence = (status: number, text: string) => [status, `{"errors":["${text}"]}`];

test('a broken request is refused after the replies before it', async () => {
  const [first, second] = await talk(`${LATER}GET ! HTTP/1.1\r\n${HEAD}\r\n`);
  expect(first).toEqual(ok);
  expect(second).toEqual([400, expect.stringMatching(/^\{"errors":\["The request is not HTTP\/1\.1: .*\."\]\}$/)]);
});

test.each([
  ['v1', 'Invalid HTTP request received.'],
  ['v2', '400 Bad Request'],
] as const)('a mock of %s only refuses it as its servers do, without saying why', async (api, text) => {
  const alone = await serve(createMock({ users: 0, apis: [api] }), { port: 0 });
  try {
    const connection = await openRaw(alone.url);
    connection.send(`GET ! HTTP/1.1\r\n${HEAD}\r\n`);
    const head = 'HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close';
    expect(await connection.closed()).toBe(`${head}\r\n\r\n${text}`);
  } finally {
    await alone.close();
  }
});

describe('a request is refused in words', () => {
  test('without a Host, in its turn', async () => {
    const text = 'The header Host is missing, which HTTP/1.1 requires.';
    expect(await talk(`${LATER}GET ${TARGET} HTTP/1.1\r\n\r\n`)).toEqual([ok, sentence(400, text)]);
  });

  test('with an unknown Expect', async () => {
    const text = 'The header Expect must be 100-continue, received \\"miracles\\".';
    expect(await talk(`${GET}Expect: miracles\r\n\r\n`)).toEqual([sentence(417, text)]);
  });

  test('with two keys, of which one is right', async () => {
    const answered = await talk(`${GET}Authorization: other\r\nConnection: close\r\n\r\n`);
    expect(answered).toEqual([[401, expect.stringContaining('The API key is wrong')]]);
  });

  test('with two Hosts at the control API, of which one is its own', async () => {
    const answered = await talk(`GET /__kit/clock HTTP/1.1\r\n${HEAD}Host: evil.example\r\nConnection: close\r\n\r\n`);
    expect(answered).toEqual([[403, expect.stringContaining('evil.example')]]);
  });

  test('when it asks to connect elsewhere', async () => {
    const text = 'The method CONNECT is not allowed here; this server is not a proxy.';
    expect(await talk(`${LATER}CONNECT example.org:80 HTTP/1.1\r\n${HEAD}\r\n`)).toEqual([ok, sentence(405, text)]);
  });
});

describe('one request has one reply', () => {
  test.each([
    ['is broken', 'Transfer-Encoding: chunked\r\n\r\nzz\r\n', false],
    ['breaks off', 'Content-Length: 20\r\n\r\n0123456789', true],
  ])('when its body %s after the reply began', async (_, rest, closesHalf) => {
    expect(await talk(GET + rest, { closesHalf })).toEqual([ok]);
  });

  test('when it waits for permission to continue behind a delayed reply', async () => {
    const next = `${GET}Expect: 100-continue\r\nConnection: close\r\n\r\n`;
    expect(await talk(LATER + next)).toEqual([ok, ok]);
  });

  test('that ends the connection, when it asks for another protocol', async () => {
    const upgrade = `${GET}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`;
    expect(await talk(upgrade + CLOCK)).toEqual([ok]);
    const connection = await openRaw(running.url);
    connection.send(upgrade);
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 .*connection: close/is);
  });
});
