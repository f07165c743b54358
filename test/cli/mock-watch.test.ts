import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCli } from '../support/cli.ts';
import { makeFolder } from '../support/files.ts';

const ADA = 'ada@example.org';
const headers = { Authorization: 'DevKeyOpenReplayKit1' };

test('a mock that watches its files takes a valid change as a whole, and an invalid one not at all', async () => {
  const folder = makeFolder();
  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const visit = (path: string) => ({ userId: ADA, events: [{ type: 'LOCATION', path }] });
  write('site.json', { host: 'one.example.com', pages: ['/', '/a'] });
  write('visit.json', visit('/first/'));
  write('kit.json', { mock: { site: 'site.json', fixture: ['visit.json'] } });
  const cli = startCli(['mock', '--port', '0', '--watch', '--config', 'kit.json', '--users', '3'], { cwd: folder });
  const [, url = ''] = await cli.until(/at (http:\S+)/);
  const control = `${new URL(url).origin}/__kit`;
  const read = async (path: string) => (await fetch(`${control}/${path}`)).json();
  const pathsOf = async (userId: string) => {
    const reply = await fetch(`${url}/3sWXSsqHgSKnE87YkNJK/users/${userId}/sessions`, { headers });
    const { data } = await reply.json();
    return data.map(({ host, path }: { host: string; path: string }) => `${host}${path}`);
  };
  expect((await read('health')).host).toBe('one.example.com');
  // what was recorded in other ways stays
  const record = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(visit('/own/')),
  };
  expect((await fetch(`${control}/record`, record)).status).toBe(201);
  const v1 = `${new URL(url).origin}/api/v1/3sWXSsqHgSKnE87YkNJK`;
  await fetch(`${v1}/users/someone-else`, { method: 'DELETE', headers });

  write('visit.json', visit('/second/'));
  await cli.until(/visit\.json has changed: .* fixtures have 1 event/);
  expect(await pathsOf(ADA)).toEqual(expect.arrayContaining(['one.example.com/second/', 'one.example.com/own/']));
  expect(await pathsOf(ADA)).not.toContain('one.example.com/first/');
  expect((await read('snapshot')).jobs).toMatchObject([{ status: 'scheduled', referenceId: 'someone-else' }]);

  const [userId = ''] = (await read('users')).users.flatMap((user: { userId: string; kind: string | null }) =>
    user.kind === null ? [] : user.userId,
  );
  expect((await pathsOf(userId)).join()).toContain('one.example.com');
  write('site.json', { host: 'two.example.com', pages: ['/', '/b'] });
  await cli.until(/site\.json has changed: people walk through two\.example\.com/);
  expect((await read('health')).host).toBe('two.example.com');
  expect((await pathsOf(userId)).join()).not.toContain('one.example.com');

  write('kit.json', { mock: { site: 'site.json', fixture: ['visit.json'], scenario: ['slow'] } });
  await cli.until(/kit\.json has changed/);
  expect((await read('scenarios')).scenarios.find(({ name }: { name: string }) => name === 'slow').isOn).toBe(true);
  write('kit.json', { mock: { site: 'site.json', fixture: ['visit.json'] } });
  await cli.until(/kit\.json has changed[\s\S]*kit\.json has changed/);

  write('site.json', { host: 'three.example.com', pages: ['no-slash'] });
  // the next valid change is read after an invalid one
  await new Promise((resolve) =>
    cli.child.stderr?.on('data', (text) => /continues unchanged/.test(String(text)) && resolve(0)),
  );
  expect((await read('health')).host).toBe('two.example.com');
  const { stderr } = await cli.end('SIGTERM');
  expect(stderr).toContain('Failed to read the site site.json: pages[0]: expected');
});

test('what a state file holds stays when a fixture changes', async () => {
  const folder = makeFolder();
  const visit = (path: string) => JSON.stringify({ userId: ADA, events: [{ type: 'LOCATION', path }] });
  const start = (...more: string[]) =>
    startCli(['mock', '--port', '0', '--users', '0', '--no-documented-user', '--state', 'state.jsonl', ...more], {
      cwd: folder,
    });
  writeFileSync(join(folder, 'visit.json'), visit('/kept/'));
  const first = start('visit.json');
  await first.until(/Stop with/);
  await first.end('SIGTERM');
  const second = start('--watch', 'visit.json');
  const [, url = ''] = await second.until(/at (http:\S+)/);
  await second.until(/Users to ask for/);
  writeFileSync(join(folder, 'visit.json'), visit('/other/'));
  await second.until(/visit\.json has changed/);
  const reply = await fetch(`${url}/3sWXSsqHgSKnE87YkNJK/users/${ADA}/sessions`, { headers });
  expect((await reply.json()).data).toMatchObject([{ path: '/kept/' }]);
});

test('a change is the same in every worker', async () => {
  const folder = makeFolder();
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
  const site = (host: string) => write('site.json', { host, pages: ['/', '/a'] });
  const visit = (path: string) => write('visit.json', { userId: ADA, events: [{ type: 'LOCATION', path }] });
  site('one.example.com');
  visit('/first/');
  const args = ['--workers', '2', '--users', '3', '--watch', '--site', 'site.json', 'visit.json'];
  const cli = startCli(['mock', '--port', '0', ...args], { cwd: folder });
  const [, url = ''] = await cli.until(/at (http:\S+)/);
  const { users } = await (await fetch(`${new URL(url).origin}/__kit/users`)).json();
  const generated = users.find(({ kind }: { kind: string | null }) => kind !== null).userId;
  // a separate connection for each request, which the workers take in turn
  const seenBy = async (userId: string) => {
    const once = { headers: { ...headers, connection: 'close' } };
    const asked = Array.from({ length: 8 }, async () => {
      const reply = await fetch(`${url}/3sWXSsqHgSKnE87YkNJK/users/${userId}/sessions`, once);
      return (await reply.json()).data.find(({ type }: { type: string }) => type === 'LOCATION');
    });
    const pages = await Promise.all(asked);
    return new Set(pages.map(({ host, path }) => (userId === ADA ? path : host)));
  };
  expect([await seenBy(ADA), await seenBy(generated)]).toEqual([new Set(['/first/']), new Set(['one.example.com'])]);

  visit('/second/');
  await cli.until(/visit\.json has changed/);
  expect(await seenBy(ADA)).toEqual(new Set(['/second/']));
  site('two.example.com');
  await cli.until(/site\.json has changed/);
  expect(await seenBy(generated)).toEqual(new Set(['two.example.com']));
});
