import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
import { openStateFile } from '../../src/journal/file/state-file.ts';
import { sessionsPath } from '../support/ask.ts';
import { runCli, startCli } from '../support/cli.ts';
import { makeFile, makeFolder } from '../support/files.ts';
import { curlLine, runLine, startMock } from './mock-runs.ts';

describe('--fixture', () => {
  const visit = (userId: string) => ({
    userId,
    events: [
      { type: 'LOCATION', path: '/pricing/' },
      { type: 'CLICK', label: 'Buy' },
    ],
  });

  test('records a visit, or a list of them, from each file', async () => {
    const one = makeFile('one.json', `\uFEFF${JSON.stringify(visit("ada's"))}`);
    const list = makeFile('list.json', [visit('eve'), visit('bob')]);
    const { cli, get } = await startMock(['--fixture', one, '--fixture', list]);
    await cli.until(/^ {2}ada's\n {2}eve\n {2}bob\n {2}mickael@openreplay\.com$/m);
    for (const userId of ["ada's", 'eve', 'bob']) {
      const { data } = await (await get(sessionsPath(undefined, encodeURIComponent(userId)))).json();
      expect(data).toMatchObject([{ path: '/pricing/' }, { label: 'Buy' }]);
    }
  });

  test('offers its user in the curl line when the documented one is not served, and --no-control closes the control API', async () => {
    const file = makeFile('other.json', visit("it's $HOME `x` \\ 100%"));
    const { url, tried } = await startMock(['--project', 'other', '--users', '0', '--no-control', '--fixture', file]);
    expect(JSON.parse(await runLine(curlLine(await tried()))).data).toHaveLength(2);
    expect((await fetch(url.replace('/api/app', '/__kit/health'))).status).toBe(404);
  });

  test('that does not exist is refused in one sentence', async () => {
    expect(await runCli(['mock', '--fixture', 'missing.json'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Failed to read the fixture missing.json: there is no such file or folder (ENOENT).\n',
    });
  });
});

describe('the state of a mock', () => {
  const control = (url: string, path: string, init: RequestInit = {}) =>
    fetch(url.replace('/api/app', '/__kit') + path, { ...init, headers: { 'content-type': 'application/json' } });

  test('is kept in a file across restarts, with fixtures recorded once and its users listed first', async () => {
    const state = join(makeFolder(), 'kept.jsonl');
    const visits = ['eve', 'bob'].map((userId) => ({ userId, events: [{ type: 'LOCATION', path: '/kept/' }] }));
    const fixture = makeFile('kept.json', visits);
    const args = ['--project', 'shop', '--users', '3', '--state', state, '--fixture', fixture];
    const listed = /^Users to ask for.*:\n {2}eve\n {2}bob\n(?: {2}\S+\n)+$/m;
    const first = await startMock(args);
    await first.cli.until(listed);
    await control(first.url, '/record', {
      method: 'POST',
      body: JSON.stringify({ userId: 'eve', events: [{ type: 'LOCATION', path: '/more/' }] }),
    });
    expect((await first.cli.end('SIGKILL')).code).toBeNull();
    const second = await startMock(args);
    const { data } = await (await second.get(sessionsPath('shop', 'eve'))).json();
    expect(data.map(({ path }: { path: string }) => path)).toEqual(['/kept/', '/more/']);
    await second.cli.until(listed);
    expect(curlLine(await second.tried())).toContain('/shop/users/eve/sessions');
    expect((await second.cli.end('SIGTERM')).stderr).toContain('fixtures were left alone');
  });

  test('of another project is refused with the name of the file and the way out, and left as it is', async () => {
    const state = join(makeFolder(), 'other.jsonl');
    const file = await openStateFile(state);
    const mock = createMock({ projects: ['shop'], users: 0 });
    await mock.attach(file);
    await mock.record({ userId: 'ada', events: [{ type: 'LOCATION', path: '/kept/' }] });
    await file.close();
    const kept = readFileSync(state, 'utf8');
    expect(await startCli(['mock', '--project', 'blog', '--state', state]).end()).toEqual({
      code: 2,
      stdout: '',
      stderr: `Failed to use the state file ${state}: it holds events of the project shop, which is not served. Pass --project shop too, or name another file.\n`,
    });
    expect(readFileSync(state, 'utf8')).toBe(kept);
    const again = await startMock(['--project', 'blog', '--project', 'shop', '--state', state]);
    expect((await (await again.get(sessionsPath('shop', 'ada'))).json()).data).toHaveLength(1);
  });

  test('begins with the scenarios and the latency of the flags, and goes back to them', async () => {
    const { url, get } = await startMock(['--users', '0', '--scenario', 'outage', '--latency', '5-10']);
    expect((await get(sessionsPath())).status).toBe(503);
    await control(url, '/scenarios/outage', { method: 'DELETE' });
    expect((await get(sessionsPath())).status).toBe(200);
    const { requests } = await (await control(url, '/requests')).json();
    expect(requests).toHaveLength(2);
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

  test('asks for the key of --control-key', async () => {
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
