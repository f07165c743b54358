import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { documentedReply } from '../support/documented.ts';
import { makeFile } from '../support/files.ts';
import { curlLine, runLine, startMock } from './mock-runs.ts';

describe('openreplay-kit mock', () => {
  /** One without options, for all tests that only read. */
  let plain: Awaited<ReturnType<typeof startMock>>;
  let endPlain: (() => void) | undefined;
  beforeAll(async () => {
    plain = await startMock([], {
      atEnd: (end) => {
        endPlain = end;
      },
    });
  });
  afterAll(() => endPlain?.());

  test('prints a curl line that shows what a user did in the last 24 hours, and more', async () => {
    const line = curlLine(await plain.tried());
    expect(line).toContain(DEVELOPMENT_KEY);
    const { data } = JSON.parse(await runLine(line));
    expect(data.length).toBeGreaterThan(6);
    expect(Date.now() - data.at(-1).timestamp).toBeLessThan(25 * 3_600_000);
  });

  test('says where it answers v1 and v2, and prints a curl line of the API that comes first', async () => {
    const [, ...urls] = /^Also v1 at (\S+) and v2 at (\S+)$/m.exec(plain.greeting) ?? [];
    expect(urls.map((url) => new URL(url).pathname)).toEqual(['/api/v1', '/v2/api/public']);
    const alone = await startMock(['--api', 'v2']);
    expect(alone.greeting).not.toContain('Also');
    const reply = JSON.parse(await runLine(curlLine(await alone.tried())));
    expect(reply.data.sessions[0].eventsCount).toBeGreaterThan(0);
  });

  test('has only your own users with --users 0 --no-documented-user', async () => {
    const visit = makeFile('visit.json', JSON.stringify({ userId: 'ada', events: [{ type: 'CLICK', label: 'Buy' }] }));
    const { cli, tried, get } = await startMock(['--users', '0', '--no-documented-user', visit]);
    await cli.until(/^The same world again: .* --users 0 --no-documented-user$/m);
    expect(JSON.parse(await runLine(curlLine(await tried()))).data).toMatchObject([{ label: 'Buy' }]);
    await cli.until(/^Users to ask for:\n {2}ada\n$/m);
    expect(await (await get(sessionsPath())).json()).toEqual({ data: [] });
  });

  test('prints where the studio is, unless it is off', async () => {
    const studio = /^Studio: (\S+)$/m.exec(plain.greeting)?.[1] ?? '';
    expect(await (await fetch(studio)).text()).toContain('<title>openreplay-kit studio</title>');
    const without = await startMock(['--users', '0', '--no-control']);
    expect(without.greeting).not.toContain('Studio');
    expect((await fetch(new URL('/', without.url))).status).toBe(404);
  });

  test('prints the seed, now (the current minute) and users that have sessions', async () => {
    const { cli, greeting, get } = plain;
    const [, seed, now, iso] = /^Seed (\S+), now (\d+) \((\S+)\)/m.exec(greeting) ?? [];
    expect(seed).toBe('1');
    expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z$/);
    await cli.until(new RegExp(`^The same world again: openreplay-kit mock --seed 1 --now ${now}$`, 'm'));
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
    'stops on %s with exit code 0, even while clients are connected',
    async (signal) => {
      const { cli, url, get } = await startMock(['--users', '0']);
      await (await get(sessionsPath())).text();
      const ended = await cli.end(signal);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(ended.stdout).toMatch(/\nThe mock has stopped\.\n$/);
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
    const { cli, greeting, tried, get } = await startMock(args);
    expect(greeting).toContain(`Seed demo, now ${now} (2025-06-15T12:00:00.000Z).`);
    const same = createMock({ seed: 'demo', now, users: 3, inputEvents: true, projects: ['shop', 'blog'] });
    const [userId = ''] = await same.users(1);
    await cli.until(new RegExp(`^ {2}${userId.replace(/[+.]/g, '\\$&')}$`, 'm'));
    for (const project of ['shop', 'blog']) {
      const reply = await get(sessionsPath(project, encodeURIComponent(userId)));
      expect(await reply.json()).toEqual({ data: await same.events(userId, project) });
    }
    const { suggested } = await same.findUsers();
    expect(await runLine(curlLine(await tried()))).toBe(JSON.stringify({ data: await same.events(suggested ?? '') }));
  });

  test('takes epoch milliseconds for --now, and says so when there are no users', async () => {
    const { cli, greeting } = await startMock(['--now', '1767225600001', '--users', '0', '--project', 'empty']);
    expect(greeting).toContain('now 1767225600001 (2026-01-01T00:00:00.001Z)');
    await cli.until(/^Users: none\.$/m);
  });

  test('keeps whole sessions with --window session', async () => {
    const { get } = await startMock(['--window', 'session', '--users', '0']);
    expect(await (await get(`${sessionsPath()}?end_date=1623440905732`)).text()).toBe(documentedReply);
  });

  test('records the visits of files named as arguments, besides those of --fixture', async () => {
    const visitOf = (userId: string) =>
      makeFile(`${userId}.json`, JSON.stringify({ userId, events: [{ type: 'CLICK', label: userId }] }));
    const { get } = await startMock(['--users', '0', visitOf('ada'), visitOf('bob'), '--fixture', visitOf('eve')]);
    for (const userId of ['ada', 'bob', 'eve']) {
      // it has ended by the mock's clock, so a window up to now shows it
      const query = `?end_date=${Date.now()}`;
      const { data } = await (await get(`${sessionsPath(undefined, userId)}${query}`)).json();
      expect(data).toMatchObject([{ label: userId }]);
    }
  });

  test.each([
    ['off', 'http://localhost:3000', null],
    ['https://a.example,https://b.example/', 'https://b.example', 'https://b.example'],
  ])('with --cors %s answers a page of %s with %s', async (cors, origin, allowed) => {
    const { get } = await startMock(['--users', '0', '--cors', cors]);
    const reply = await get(sessionsPath(), DEVELOPMENT_KEY, { origin });
    expect(reply.headers.get('access-control-allow-origin')).toBe(allowed);
  });
});

describe('the API key', () => {
  const OPENREPLAY_API_KEY = 'FromTheEnvironment';

  test('comes from --key, which takes precedence over the environment, and is not printed', async () => {
    const env = { OPENREPLAY_API_KEY };
    const { cli, tried, get } = await startMock(['--key', 'Given1', '--key', 'Given2'], { env });
    const greeting = await tried();
    const replies = await Promise.all(['Given1', 'Given2', OPENREPLAY_API_KEY].map((key) => get(sessionsPath(), key)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 401]);
    expect(curlLine(greeting)).toContain('"Authorization: $OPENREPLAY_API_KEY"');
    expect(greeting).toMatch(
      /^Try, after `export OPENREPLAY_API_KEY=\.\.\.` with the key that you passed as --key:\n {2}curl/m,
    );
    await cli.until(/^Users/m);
    const { stdout, stderr } = await cli.end('SIGTERM');
    expect(stdout + stderr).not.toMatch(/Given|FromTheEnvironment/);
  });

  test('comes from OPENREPLAY_API_KEY, for which the printed line works as it is', async () => {
    const { greeting, tried, get } = await startMock([], { env: { OPENREPLAY_API_KEY } });
    expect(greeting + (await tried())).not.toContain(OPENREPLAY_API_KEY);
    expect(await tried()).toMatch(/^Try:\n {2}curl/m);
    expect(JSON.parse(await runLine(curlLine(await tried()), { OPENREPLAY_API_KEY }))).toHaveProperty('data.0');
    expect((await get(sessionsPath())).status).toBe(401);
  });

  test('of --key needs no hint when OPENREPLAY_API_KEY holds the same', async () => {
    const { tried } = await startMock(['--key', OPENREPLAY_API_KEY], { env: { OPENREPLAY_API_KEY } });
    expect(await tried()).toMatch(/^Try:\n {2}curl/m);
  });

  test('is the development key when OPENREPLAY_API_KEY is empty', async () => {
    const { get } = await startMock(['--users', '0'], { env: { OPENREPLAY_API_KEY: '' } });
    expect((await get(sessionsPath())).status).toBe(200);
  });
});

test('the first reply comes before the generator is loaded, and the other commands never are', async () => {
  const logger = new URL('../support/module-log.mjs', import.meta.url).href;
  const { cli, get } = await startMock([], { nodeArgs: ['--import', logger] });
  await (await get(sessionsPath())).text();
  const { stdout, stderr } = await cli.end('SIGTERM');
  const loaded = stderr.split('\n');
  expect(stdout).not.toContain('Users');
  // what is looked for is listed at all
  expect(loaded.filter((line) => /(src|dist)\/serve\/handle\./.test(line))).not.toEqual([]);
  expect(loaded.filter((line) => line.includes('node_modules/zod/'))).not.toEqual([]);
  const heavy =
    /faker-js|fast-check|openapi3-ts|\/msw\/|vitest|undici|(src|dist)\/(openapi|contract|control|journal\/file|hosts\/workers|cli\/(verify|spec))/;
  expect(loaded.filter((line) => heavy.test(line))).toEqual([]);
});
