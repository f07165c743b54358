import { describe, expect, test } from 'vitest';
import { sessionsPath } from '../support/ask.ts';
import { makeFile } from '../support/files.ts';
import { startMock } from './mock-runs.ts';

const VISIT = JSON.stringify({ userId: 'ada', events: [{ type: 'CLICK', label: 'Buy' }] });

describe('at its start the mock says', () => {
  test('nothing about defaults', async () => {
    const { greeting } = await startMock();
    expect(greeting).not.toMatch(/^(Fixture|State|Scenarios|Latency|Fault|Clock):/m);
  });

  test('what differs from the defaults, one line each', async () => {
    const visit = makeFile('visit.json', VISIT);
    const state = makeFile('state.jsonl', '');
    const { greeting } = await startMock([
      visit,
      ...['--state', state, '--live', '--speed', '60'],
      ...['--scenario', 'flaky', '--scenario', 'slow', '--latency', '100-900'],
      ...['--fault', 'status=503,rate=0.2', '--fault', 'drop,times=3'],
    ]);
    const lines = greeting.split('\n').slice(4, 11);
    expect(lines).toEqual([
      `Fixture: 1 event recorded from ${visit}`,
      `State: ${state}, which holds 1 event`,
      'Scenarios: flaky, slow',
      'Latency: 100-900 ms',
      'Fault: status=503,rate=0.2',
      'Fault: drop,times=3',
      'Clock: runs 60 times as fast as real time, and people keep visiting',
    ]);
  });
});

describe('for each request the mock', () => {
  test('prints a line with --log, except for those of the studio', async () => {
    const { cli, get } = await startMock(['--log', '--users', '0']);
    await get('/shop/users/studio/sessions', undefined, { 'x-kit-studio': 'yes' });
    await get(`${sessionsPath()}?start_date=1`);
    await cli.until(/^\d\d:\d\d:\d\d GET \/api\/app\/\S+\/sessions\?start_date=1 200 3\.0 kB$/m);
    expect((await cli.end('SIGTERM')).stdout).not.toContain('users/studio');
  });

  test('prints a line with --log even where other processes answer', async () => {
    const { cli, get } = await startMock(['--log', '--users', '0', '--workers', '2']);
    await get('/shpo/users/ada/sessions');
    await cli.until(/ 404 \d+ B \(unknown project; this mock has 3sWXSsqHgSKnE87YkNJK\)$/m);
  });

  test.each([[[]], [['--no-log']]])('prints no line without --log: %j', async (args) => {
    const { cli, get } = await startMock([...args, '--users', '0']);
    await get(sessionsPath());
    expect((await cli.end('SIGTERM')).stdout).not.toMatch(/ GET /);
  });

  test('never prints a key', async () => {
    const { cli, get } = await startMock(['--log', '--users', '0', '--key', 'SecretOfSomebody']);
    await get('/shop/users/SecretOfSomebody/sessions?key=SecretOfSomebody', 'SecretOfSomebody');
    await cli.until(/ GET \S*\*\*\*/);
    expect((await cli.end('SIGTERM')).stdout).not.toContain('SecretOfSomebody');
  });
});
