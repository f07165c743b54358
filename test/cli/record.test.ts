import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { createMock, type RecordInput } from '../../src/index.ts';
import { mergeVisits } from '../../src/learn/read-content.ts';
import { runCli } from '../support/cli.ts';
import { makeFolder } from '../support/files.ts';

const NOW = Date.UTC(2026, 0);
const USERS = 3;

/** A server with some users, a few of whom did something, and what each of them did. */
async function openServer() {
  const mock = createMock({ users: 40, now: NOW, documentedUser: false });
  const { url, close } = await serve(mock, { port: 0 });
  onTestFinished(close);
  const all = await mock.users(40);
  const histories = await Promise.all(all.map(async (userId) => ({ userId, events: await mock.events(userId) })));
  const some = histories.filter(({ events }) => events.length > 9 && events.length < 60).slice(0, USERS);
  return { url, users: some.map(({ userId }) => userId), events: some.flatMap(({ events }) => events) };
}

const flagsOf = (users: readonly string[]) => [
  ...users.flatMap((userId) => ['--user', userId]),
  ...['--until', String(NOW), '--window', '45', '--rate', '100000', '--seed', 's'],
];

test.each([
  { api: 'documented', path: '/api/app' },
  { api: 'v1', path: '/api/v1' },
  { api: 'v2', path: '/v2/api/public' },
])(
  'record copies whole sessions from a server that speaks $api, anonymised, and the mock takes them',
  async ({ path }) => {
    const folder = makeFolder();
    const { url, users, events } = await openServer();
    const output = join(folder, 'fixture.json');
    const base = url.replace('/api/app', path);
    const { code, stdout, stderr } = await runCli(['record', base, ...flagsOf(users), '--output', output]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`with ${events.length} events into ${output}`);
    expect(stdout).toContain(`\nServe them: openreplay-kit mock ${output} --users 0 --no-documented-user\n`);
    const text = await readFile(output, 'utf8');
    for (const userId of users) expect(text).not.toContain(userId);
    for (const { sessionId } of events) expect(text).not.toContain(String(sessionId));
    const mock = createMock({ users: 0, documentedUser: false });
    const visits: RecordInput[] = JSON.parse(text);
    const rows = await mock.record(visits);
    // whole seconds, as v2 gives them, do not say what came first within one
    const typesOf = (list: readonly { readonly type: string }[]) => list.map(({ type }) => type).sort();
    expect(typesOf(rows.flatMap((row) => row.events))).toEqual(typesOf(events));
  },
);

test('over v1 and v2 record copies one event of each type in a second, as those servers keep them', async () => {
  const mock = createMock({ users: 0, now: NOW, documentedUser: false });
  const { url, close } = await serve(mock, { port: 0 });
  onTestFinished(close);
  const start = NOW - 60_000;
  await mock.record({
    userId: 'ada@example.org',
    events: [
      { type: 'LOCATION', path: '/', timestamp: start },
      { type: 'CLICK', label: 'Menu', timestamp: start + 300 },
      { type: 'LOCATION', path: '/menu/', timestamp: start + 600 },
      { type: 'LOCATION', path: '/help/', timestamp: start + 1000 },
    ],
  });
  const folder = makeFolder();
  const counts: number[] = [];
  for (const path of ['/api/app', '/api/v1', '/v2/api/public']) {
    const output = join(folder, `${counts.length}.json`);
    const base = url.replace('/api/app', path);
    const { stderr } = await runCli(['record', base, ...flagsOf(['ada@example.org']), '--output', output]);
    expect(stderr).toBe('');
    const visits: RecordInput[] = JSON.parse(await readFile(output, 'utf8'));
    counts.push(visits.flatMap(({ events }) => events).length);
  }
  expect(counts).toEqual([4, 3, 3]);
});

test('events that a server took in out of order are recorded as the mock takes them', () => {
  const events = [
    { type: 'LOCATION', path: '/', messageId: 7, timestamp: NOW },
    { type: 'INPUT', label: 'Name', messageId: 9, timestamp: NOW + 3 },
    { type: 'CLICK', label: 'Send', messageId: 8, timestamp: NOW + 5 },
  ] as const;
  const visits = mergeVisits([{ userId: 'a', sessionId: '4813023023591169', events }]);
  expect(visits[0]?.events.map(({ type, messageId }) => [type, messageId])).toEqual([
    ['LOCATION', undefined],
    ['INPUT', undefined],
    ['CLICK', undefined],
  ]);
  const [kept] = mergeVisits([{ userId: 'a', sessionId: '4813023023591169', events: [events[0], events[1]] }]);
  expect(kept?.events.map(({ messageId }) => messageId)).toEqual([7, 9]);
});

test('record resumes where it was interrupted, and leaves nothing half-written', async () => {
  const folder = makeFolder();
  const { url, users, events } = await openServer();
  let left = 7;
  const asked: string[] = [];
  const proxy = createServer((request, response) => void answer(request.url ?? '', response));
  const answer = async (path: string, response: ServerResponse) => {
    asked.push(path);
    left -= 1;
    if (left < 0) return response.writeHead(403).end('{"errors":["No more."]}');
    const reply = await fetch(new URL(path, url), { headers: { authorization: 'DevKeyOpenReplayKit1' } });
    return response.end(await reply.text());
  };
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/app`;
  const output = join(folder, 'fixture.json');
  await writeFile(output, 'what was there');
  const args = ['record', base, ...flagsOf(users), '--output', output];
  const failed = await runCli(args);
  expect([failed.code, failed.stderr]).toEqual([2, expect.stringContaining('status 403 (No more.)')]);
  expect(await readFile(output, 'utf8')).toBe('what was there');
  for (const userId of users) expect(await readFile(`${output}.partial`, 'utf8')).not.toContain(userId);
  // as when the process was killed in the middle of a line
  await appendFile(`${output}.partial`, '{"user":1,"to":');

  const other = await runCli([...args, '--keep', 'labels']);
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('it was started with another keep')]);
  left = Number.POSITIVE_INFINITY;
  const before = asked.length;
  expect((await runCli(args)).code).toBe(0);
  // the request that was refused is asked again, and none before it
  expect(asked.slice(before)[0]).toBe(asked[7]);
  // all of it is there, including what came before the interruption
  const recorded: RecordInput[] = JSON.parse(await readFile(output, 'utf8'));
  expect(recorded.flatMap((visit) => visit.events)).toHaveLength(events.length);
  await expect(readFile(`${output}.partial`)).rejects.toThrow('ENOENT');
});

test('a recording that could not begin leaves nothing for the next one to continue', async () => {
  const { url, users, events } = await openServer();
  const output = join(makeFolder(), 'recorded/fixture.json');
  const wrong = await runCli(['record', url.replace('http:', 'https:'), ...flagsOf(users), '--output', output]);
  expect([wrong.code, wrong.stderr]).toEqual([
    2,
    expect.stringMatching(
      /: it does not speak TLS\. Does this port speak plain http\? Then the URL begins with http:\/\/\.\n$/,
    ),
  ]);
  // as when the process was killed before the first reply came
  await writeFile(`${output}.partial`, `{"format":"openreplay-kit recording","url":"http://127.0.0.1:1",${REST}}\n`);
  const { code, stdout, stderr } = await runCli(['record', url, ...flagsOf(users), '--output', output]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`with ${events.length} events`);
});

const REST = '"project":"p","users":[],"since":0,"until":1,"windowMs":1,"keep":[],"seed":"s"';

test.each<[string, readonly string[], string]>([
  ['nobody', [], 'there is no user to read. Pass --user ID'],
  ['what may not stay', ['--user', 'a', '--keep', 'all'], 'It must be one or more of users, sessions, paths'],
])('record refuses %s in one sentence', async (_, flags, message) => {
  const { code, stderr } = await runCli(['record', 'http://127.0.0.1:1/api/app', '--output', 'x.json', ...flags]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test('learn makes a site that people can walk from a fixture, a snapshot, a state file, a HAR and a server', async () => {
  const folder = makeFolder();
  const { url, users, events } = await openServer();
  const reply = { data: events };
  const entry = {
    request: { url: `${url}/p/users/${encodeURIComponent(users[0] ?? '')}/sessions` },
    response: { status: 200, content: { text: JSON.stringify(reply) } },
  };
  const rows = { version: 1, recorded: [{ projectKey: 'p', userId: users[0], events }] };
  const files = {
    'fixture.json': { userId: 'a', events },
    'snapshot.json': rows,
    'run.har': { log: { entries: [entry] } },
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content));
  const output = join(folder, 'site.json');
  const { code, stdout, stderr } = await runCli(['learn', ...Object.keys(files), '--output', output], { cwd: folder });
  expect([code, stdout, stderr]).toEqual([0, expect.stringContaining(`from ${3 * events.length} events`), '']);
  const served = await runCli(['learn', url, ...flagsOf(users), '--output', output]);
  expect(served.stdout).toContain(`of ${USERS} users into ${output}`);
  const mock = createMock({ site: JSON.parse(await readFile(output, 'utf8')), users: 5, documentedUser: false });
  const walked = (await Promise.all((await mock.users(5)).map((userId) => mock.events(userId)))).flat();
  expect(walked.length).toBeGreaterThan(5);
  expect(new Set(walked.flatMap((event) => ('host' in event ? event.host : [])))).toEqual(
    new Set(['testsite.openreplay.com']),
  );
});

test('learn names what it cannot learn from', async () => {
  const folder = makeFolder();
  await writeFile(join(folder, 'other.json'), '{"a":1}');
  const { code, stderr } = await runCli(['learn', 'other.json', '--output', 'site.json'], { cwd: folder });
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('it is not a fixture, snapshot, state file, HAR file or reply'),
  ]);
});
