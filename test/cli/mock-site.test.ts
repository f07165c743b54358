import { expect, test } from 'vitest';
import { runCli, startCli } from '../support/cli.ts';
import { makeFile } from '../support/files.ts';

const BANK = { host: 'bank.example.com', pages: ['/', '/login/', '/accounts/{id}/'] };

test('workers share the site, and the greeting says how to get it again', async () => {
  const file = makeFile('site.json', BANK);
  const cli = startCli([
    'mock',
    '--port',
    '0',
    '--users',
    '9',
    '--workers',
    '2',
    '--site',
    file,
    '--no-documented-user',
  ]);
  const [, url = ''] = await cli.until(/at (http:\S+)[\s\S]*Site: people walk through bank\.example\.com \(3 pages\)/);
  const [, path = ''] = await cli.until(/'http:\/\/[^/]+(\/\S+\/sessions)'/);
  const ask = async () => {
    const init = { headers: { Authorization: 'DevKeyOpenReplayKit1', connection: 'close' } };
    return (await fetch(new URL(path, url), init)).text();
  };
  // one connection after another goes to either worker
  const replies = [await ask(), await ask(), await ask(), await ask()];
  expect(new Set(replies).size).toBe(1);
  expect(replies[0]).toContain('"host":"bank.example.com"');
  const { stdout } = await cli.end('SIGTERM');
  expect(stdout).toContain(`--users 9 --no-documented-user --site ${file}`);
});

test.each<[string, unknown, string]>([
  [
    'what is no site',
    { host: 'x.example', pages: ['/'], menu: [{ to: '/b' }] },
    'menu[0].to: expected one of the pages (/), received "/b"',
  ],
  [
    'what faker does not know',
    { ...BANK, parameters: { id: { title: '{{no.such}}' } } },
    'faker cannot generate a text from "{{no.such}}"',
  ],
])('%s is refused before anything is served', async (_, content, message) => {
  const { code, stderr } = await runCli(['mock', '--port', '0', '--site', makeFile('site.json', content)]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
