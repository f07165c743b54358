import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { type CliOptions, runCli, startCli } from '../support/cli.ts';
import { documentedReply } from '../support/documented.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'openreplay-kit-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Starts the mock on a free port and waits for all it prints before the users. */
async function startMock(args: readonly string[] = [], options?: CliOptions) {
  const cli = startCli(['mock', '--port', '0', ...args], options);
  const [greeting] = await cli.until(/^Mock[\s\S]*Stop with Ctrl\+C\.\n/m);
  const url = /http:\S+/.exec(greeting)?.[0] ?? '';
  const get = (path: string, authorization = DEVELOPMENT_KEY, more?: Record<string, string>) =>
    fetch(url + path, { headers: { authorization, ...more } });
  return { cli, greeting, url, get };
}

async function fixture(name: string, content: unknown): Promise<string> {
  const file = join(directory, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Runs a printed line as a user would: through a shell, with curl where there is one. */
async function runLine(line: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const run = promisify(execFile);
  const hasCurl = await run('curl', ['--version']).then(
    () => true,
    () => false,
  );
  if (hasCurl)
    return (await run('sh', ['-c', line.replace('curl', 'curl -s')], { env: { ...process.env, ...env } })).stdout;
  const [, key = '', url = ''] = /-H ['"]Authorization: (.*?)['"] '(.*?)'/.exec(line) ?? [];
  const authorization = key.replace(/^\$(\w+)/, (_, name) => env[name] ?? '');
  return (await fetch(url, { headers: { authorization } })).text();
}

const curlLine = (text: string) => /^ {2}(curl .*)$/m.exec(text)?.[1] ?? '';

describe('openreplay-kit mock', () => {
  test('prints a curl line that gives the documented reply', async () => {
    const { greeting } = await startMock();
    expect(curlLine(greeting)).toContain(DEVELOPMENT_KEY);
    expect(await runLine(curlLine(greeting))).toBe(documentedReply);
  });

  test('prints where the studio is, unless it is not there', async () => {
    const { greeting } = await startMock();
    const studio = /^Studio: (\S+)$/m.exec(greeting)?.[1] ?? '';
    expect(await (await fetch(studio)).text()).toContain('<title>openreplay-kit studio</title>');
    const without = await startMock(['--no-control']);
    expect(without.greeting).not.toContain('Studio');
    expect((await fetch(new URL('/', without.url))).status).toBe(404);
  });

  test('prints seed, now and users that have sessions, today 00:00 UTC being now', async () => {
    const { cli, greeting, get } = await startMock();
    const [, seed, now, iso] = /^Seed (\S+), now (\d+) \((\S+)\)/m.exec(greeting) ?? [];
    expect(seed).toBe('1');
    expect(iso).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/);
    expect(new Date(Number(now)).toISOString()).toBe(iso);
    const [, list = ''] = await cli.until(/^Users to ask for \(25 generated in each project\):\n((?: {2}\S+\n){5})/m);
    const users = list.trim().split(/\s+/);
    expect(users).toEqual(await createMock({ seed: seed ?? '', now: Number(now) }).users(5));
    for (const userId of users) {
      const { data } = await (await get(sessionsPath(undefined, encodeURIComponent(userId)))).json();
      expect(data.length).toBeGreaterThan(0);
    }
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s with exit code 0, also while clients are connected',
    async (signal) => {
      const { cli, url, get } = await startMock();
      await (await get(sessionsPath())).text();
      expect(await cli.end(signal)).toMatchObject({ code: 0, stderr: '' });
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  test('serves the world of its options, the same as in code', async () => {
    const now = Date.UTC(2025, 5, 15, 12);
    const args = [
      '--seed',
      'demo',
      '--now',
      '2025-06-15T14:00:00+02:00',
      '--users',
      '3',
      '--input-events',
      '--project',
      'shop',
      '--project',
      'blog',
    ];
    const { cli, greeting, get } = await startMock(args);
    expect(greeting).toContain(`Seed demo, now ${now} (2025-06-15T12:00:00.000Z).`);
    const same = createMock({ seed: 'demo', now, users: 3, inputEvents: true, projects: ['shop', 'blog'] });
    const [userId = ''] = await same.users(1);
    await cli.until(new RegExp(`^ {2}${userId.replace(/[+.]/g, '\\$&')}$`, 'm'));
    for (const project of ['shop', 'blog']) {
      const reply = await get(sessionsPath(project, encodeURIComponent(userId)));
      expect(await reply.json()).toEqual({ data: await same.events(userId, project) });
    }
    expect(await runLine(curlLine(greeting))).toBe(JSON.stringify({ data: await same.events(userId) }));
  });

  test('takes epoch milliseconds for --now', async () => {
    const { greeting } = await startMock(['--now', '1767225600001']);
    expect(greeting).toContain('now 1767225600001 (2026-01-01T00:00:00.001Z)');
  });

  test('keeps whole sessions with --window session', async () => {
    const { get } = await startMock(['--window', 'session', '--users', '0']);
    expect(await (await get(`${sessionsPath()}?end_date=1623440905732`)).text()).toBe(documentedReply);
  });

  test('says so when there are no users', async () => {
    const { cli } = await startMock(['--users', '0', '--project', 'empty']);
    await cli.until(/^Users: none\.$/m);
  });

  test.each([
    ['off', 'http://localhost:3000', null],
    ['https://a.example,https://b.example/', 'https://b.example', 'https://b.example'],
  ])('with --cors %s answers a page of %s with %s', async (cors, origin, allowed) => {
    const { get } = await startMock(['--cors', cors]);
    const reply = await get(sessionsPath(), DEVELOPMENT_KEY, { origin });
    expect(reply.headers.get('access-control-allow-origin')).toBe(allowed);
  });
});

describe('the API key', () => {
  const OPENREPLAY_API_KEY = 'FromTheEnvironment';

  test('comes from --key, which goes before the environment, and is not printed', async () => {
    const env = { OPENREPLAY_API_KEY };
    const { cli, greeting, get } = await startMock(['--key', 'Given1', '--key', 'Given2'], { env });
    const replies = await Promise.all(['Given1', 'Given2', OPENREPLAY_API_KEY].map((key) => get(sessionsPath(), key)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 401]);
    expect(curlLine(greeting)).toContain('"Authorization: $OPENREPLAY_API_KEY"');
    await cli.until(/^Users/m);
    const { stdout, stderr } = await cli.end('SIGTERM');
    expect(stdout + stderr).not.toMatch(/Given|FromTheEnvironment/);
  });

  test('comes from OPENREPLAY_API_KEY, for which the printed line works', async () => {
    const { greeting, get } = await startMock([], { env: { OPENREPLAY_API_KEY } });
    expect(greeting).not.toContain(OPENREPLAY_API_KEY);
    expect(await runLine(curlLine(greeting), { OPENREPLAY_API_KEY })).toBe(documentedReply);
    expect((await get(sessionsPath())).status).toBe(401);
  });

  test('is the development key when OPENREPLAY_API_KEY is empty', async () => {
    const { get } = await startMock([], { env: { OPENREPLAY_API_KEY: '' } });
    expect((await get(sessionsPath())).status).toBe(200);
  });
});

describe('--fixture', () => {
  const visit = (userId: string) => ({
    userId,
    events: [
      { type: 'LOCATION', path: '/pricing/' },
      { type: 'CLICK', label: 'Buy' },
    ],
  });

  test('records a visit, or a list of them, from each file', async () => {
    const one = await fixture('one.json', `\uFEFF${JSON.stringify(visit("ada's"))}`);
    const list = await fixture('list.json', [visit('eve'), visit('bob')]);
    const { cli, get } = await startMock(['--fixture', one, '--fixture', list]);
    await cli.until(/^ {2}ada's\n {2}eve\n {2}bob\n {2}mickael@openreplay\.com$/m);
    for (const userId of ["ada's", 'eve', 'bob']) {
      const { data } = await (await get(sessionsPath(undefined, encodeURIComponent(userId)))).json();
      expect(data).toMatchObject([{ path: '/pricing/' }, { label: 'Buy' }]);
    }
  });

  test('offers its user in the curl line where the documented one is not served', async () => {
    const file = await fixture('other.json', visit("it's $HOME `x` \\ 100%"));
    const { greeting } = await startMock(['--project', 'other', '--users', '0', '--fixture', file]);
    expect(JSON.parse(await runLine(curlLine(greeting))).data).toHaveLength(2);
  });

  test('that is not there is refused in one sentence', async () => {
    expect(await runCli(['mock', '--fixture', 'missing.json'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Failed to read the fixture missing.json: there is no such file.\n',
    });
  });
});

describe('the state of a mock', () => {
  const control = (url: string, path: string, init: RequestInit = {}) =>
    fetch(url.replace('/api/app', '/__kit') + path, { ...init, headers: { 'content-type': 'application/json' } });

  test('is kept in a file over restarts, and fixtures are recorded once', async () => {
    const state = join(directory, 'kept.jsonl');
    const visit = await fixture('kept.json', { userId: 'ada', events: [{ type: 'LOCATION', path: '/kept/' }] });
    const args = ['--users', '0', '--state', state, '--fixture', visit];
    const first = await startMock(args);
    await control(first.url, '/record', {
      method: 'POST',
      body: JSON.stringify({ userId: 'ada', events: [{ type: 'LOCATION', path: '/more/' }] }),
    });
    expect((await first.cli.end('SIGKILL')).code).toBeNull();
    const second = await startMock(args);
    const { data } = await (await second.get(sessionsPath(undefined, 'ada'))).json();
    expect(data.map(({ path }: { path: string }) => path)).toEqual(['/kept/', '/more/']);
    expect((await second.cli.end('SIGTERM')).stderr).toContain('fixtures were left alone');
  });

  test('begins with the scenarios and the latency of the flags, and goes back to them', async () => {
    const { url, get } = await startMock(['--users', '0', '--scenario', 'outage', '--latency', '5-10']);
    expect((await get(sessionsPath())).status).toBe(503);
    await control(url, '/scenarios/outage', { method: 'DELETE' });
    expect((await get(sessionsPath())).status).toBe(200);
    const { requests } = await (await control(url, '/requests')).json();
    for (const { delayMs } of requests) expect(delayMs).toBeGreaterThanOrEqual(5);
    await control(url, '/reset', { method: 'POST', body: '{}' });
    expect((await get(sessionsPath())).status).toBe(503);
    const { faults } = await (await control(url, '/faults')).json();
    expect(faults).toMatchObject([{ latency: { minMs: 5, maxMs: 10 } }]);
  });

  test('has the faults of --fault', async () => {
    const once = ['--fault', 'status=429,retryAfterSeconds=7,message=Slow down,times=1'];
    const { url, get } = await startMock(['--users', '0', ...once, '--fault', 'drop,rate=1,userId=ada']);
    const refused = await get(sessionsPath());
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await refused.json()).toEqual({ errors: ['Slow down'] });
    expect((await get(sessionsPath())).status).toBe(200);
    await expect(get(sessionsPath(undefined, 'ada'))).rejects.toThrow();
    const { faults } = await (await control(url, '/faults')).json();
    expect(faults).toMatchObject([{ drop: true, rate: 1, userId: 'ada' }]);
  });

  test('goes on by itself with --live, as fast as --speed says, in the language of --locale', async () => {
    const { url, get } = await startMock(['--live', '--speed', '100000', '--locale', 'de', '--now', '2026-01-01']);
    const { now } = await (await control(url, '/clock')).json();
    await expect.poll(async () => (await (await control(url, '/clock')).json()).now - now).toBeGreaterThan(86_400_000);
    const { users } = await (await control(url, '/users?limit=20')).json();
    const replies: Response[] = await Promise.all(
      users.map(({ userId }: { userId: string }) => get(sessionsPath(undefined, encodeURIComponent(userId)))),
    );
    const texts = await Promise.all(replies.map((reply) => reply.text()));
    expect(texts.join()).toContain('In den Warenkorb');
    const times = texts.flatMap((text) => Array.from(text.matchAll(/"timestamp":(\d+)/g), ([, time]) => Number(time)));
    expect(Math.max(...times)).toBeGreaterThan(Date.UTC(2026, 0));
  });

  test('is closed where --no-control says so, and asks for the key of --control-key', async () => {
    const closed = await startMock(['--users', '0', '--no-control']);
    expect((await control(closed.url, '/health')).status).toBe(404);
    const locked = await startMock(['--users', '0', '--control-key', 'SecretOfControl1']);
    expect((await control(locked.url, '/health')).status).toBe(401);
    const reply = await fetch(locked.url.replace('/api/app', '/__kit/health'), {
      headers: { 'x-control-key': 'SecretOfControl1' },
    });
    expect(reply.status).toBe(200);
    const { stdout, stderr } = await locked.cli.end('SIGTERM');
    expect(stdout + stderr).not.toContain('SecretOfControl1');
  });
});

describe('bad usage is told in one line and exits 2:', () => {
  test.each<[string[], string]>([
    [['--prot', '1'], "unknown option '--prot'; did you mean --port?"],
    [['--kye=Secret'], "unknown option '--kye'"],
    [
      ['--port', '12abc'],
      "option '-p, --port <number>' argument '12abc' is invalid. It must be a whole number of 0 or more.",
    ],
    [['-p'], "'-p, --port <number>' argument missing"],
    [['--port', '65536'], 'option port must be a whole number from 0 to 65535, received 65536.'],
    [['--now', 'yesterday'], 'It must be epoch milliseconds or an ISO date such as 2026-01-31'],
    [['--window', 'day'], 'Allowed choices are event, session.'],
    [['--cors', 'a.example'], 'It must be loopback, *, off, or origins such as https://shop.example.org'],
    [['--project', 'a/b'], 'option projects: '],
    [['--key', 'top secret'], 'option keys: must be printable ASCII without spaces, received a key that is not shown.'],
    [['--host', '192.0.2.1', '--port', '0'], 'this machine has no address 192.0.2.1.'],
    [['extra'], "too many arguments for 'mock'"],
    [['--scenario', 'storm'], 'option scenarios: '],
    [['--latency', '900-100'], 'minMs must not be above maxMs'],
    [['--fault', 'slow'], 'It must be fields such as status=503,rate=0.2'],
    [['--fault', 'status=200'], 'option faults: '],
    [['--fault', 'status=503,cut=0.5'], 'must have one of status, drop and cut, not several'],
    [['--locale', 'tlh'], 'Allowed choices are en, de'],
    [['--workers', '0'], 'It must be 1 to 64.'],
    [['--state', '.'], 'Failed to use the state file'],
    [['--max-body', '1'], 'option limits.bodyBytes must be a whole number from 1024 to 1073741824, received 1.'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['mock', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^.*[.]\n$/);
    expect(stderr).not.toMatch(/secret/i);
  });

  test('a taken port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await runCli(['mock', '--port', `${port}`])).toEqual({
      code: 2,
      stdout: '',
      stderr: `Failed to serve: port ${port} of 127.0.0.1 is taken. Stop what uses it, or choose another port (0 takes a free one).\n`,
    });
  });

  test('with the stack where DEBUG is set', async () => {
    const { stderr } = await runCli(['mock', '--port', '65536'], { env: { DEBUG: '1' } });
    expect(stderr).toMatch(/\n {4}at /);
  });
});

test('the first reply comes before the generator is loaded, and nothing of the other commands ever is', async () => {
  const logger = new URL('../support/module-log.mjs', import.meta.url).href;
  const { cli, get } = await startMock([], { nodeArgs: ['--import', logger] });
  await (await get(sessionsPath())).text();
  const { stdout, stderr } = await cli.end('SIGTERM');
  const loaded = stderr.split('\n');
  expect(stdout).not.toContain('Users');
  // what is looked for is listed at all
  expect(loaded.filter((line) => /(src|dist)\/endpoint\/handle\./.test(line))).not.toEqual([]);
  expect(loaded.filter((line) => line.includes('node_modules/zod/'))).not.toEqual([]);
  const heavy =
    /faker-js|fast-check|openapi3-ts|momoa|\/msw\/|vitest|undici|(src|dist)\/(openapi|contract|control|state|cluster|cli\/(verify|spec))/;
  expect(loaded.filter((line) => heavy.test(line))).toEqual([]);
});
