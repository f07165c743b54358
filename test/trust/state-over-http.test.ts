import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKept, rowsOf } from '../journal/file/changes.ts';
import { newPlace } from '../journal/file/places.ts';
import { type CliOptions, runCli, startMockCli } from '../support/cli.ts';

/** Starts a mock without generated users that keeps its state in a file. */
const startEmpty = (state: string, args: readonly string[] = [], options?: CliOptions) =>
  startMockCli(['--users', '0', '--state', state, ...args], options);

/** Records a visit of one user. */
function record(url: string, userId: string, path = '/'): Promise<Response> {
  const body = JSON.stringify({ userId, events: [{ type: 'LOCATION', path }] });
  const headers = { 'content-type': 'application/json' };
  return fetch(url.replace('/api/app', '/__kit/record'), { method: 'POST', headers, body });
}

async function recordedUsers(url: string): Promise<string[]> {
  const { recorded } = await (await fetch(url.replace('/api/app', '/__kit/snapshot'))).json();
  return recorded.map(({ userId }: { userId: string }) => userId);
}

describe.each([
  ['a mock', []],
  ['a mock of several workers', ['--workers', '2']],
])('%s', (_, args) => {
  test('keeps everything that it acknowledged when it is killed during many requests', async () => {
    const state = newPlace();
    const { cli, url } = await startEmpty(state, args);
    const acknowledged: string[] = [];
    const recorders = Array.from({ length: 8 }, async (_, recorder) => {
      for (let count = 0; ; count += 1) {
        const userId = `user-${recorder}-${count}`;
        const reply = await record(url, userId).catch(() => undefined);
        // killed while this was under way, or refused by a worker that outlives the mock for a moment
        if (cli.child.killed && reply?.status !== 201) return;
        expect(reply?.status).toBe(201);
        acknowledged.push(userId);
        if (acknowledged.length === 150) cli.child.kill('SIGKILL');
      }
    });
    await Promise.all(recorders);
    await cli.end();
    expect(acknowledged.length).toBeGreaterThanOrEqual(150);

    const again = await startEmpty(state, args);
    const kept = await recordedUsers(again.url);
    expect(acknowledged.filter((userId) => !kept.includes(userId))).toEqual([]);
    expect(kept.length - acknowledged.length).toBeLessThanOrEqual(8);
    expect((await record(again.url, 'after')).status).toBe(201);
    expect((await again.cli.end('SIGTERM')).code).toBe(0);
  });
});

test('a mock whose disk is full refuses to record in a sentence, continues, and keeps what it had acknowledged', async () => {
  const state = newPlace();
  // 8 blocks of 512 or 1024 bytes, as the shell counts
  const { cli, url } = await startEmpty(state, [], { shell: 'ulimit -f 8' });
  const acknowledged: string[] = [];
  let refusal: Response | undefined;
  for (let count = 0; refusal === undefined; count += 1) {
    const reply = await record(url, `user-${count}`, `/${'x'.repeat(300)}`);
    if (reply.status === 201) acknowledged.push(`user-${count}`);
    else refusal = reply;
  }
  expect(refusal.status).toBe(503);
  expect(await refusal.json()).toEqual({
    errors: [expect.stringMatching(/^Failed to keep a change in the state file .*The change did not take place\.$/)],
  });
  expect(acknowledged.length).toBeGreaterThan(1);
  expect(await recordedUsers(url)).toEqual(acknowledged);
  await cli.end('SIGKILL');
  const kept = rowsOf(await readKept(state)).map(({ userId }) => userId);
  expect(kept).toEqual(acknowledged);
});

describe('a state file', () => {
  test.each([
    ['that is no JSON', 'not JSON\n', 'line 1 is not the first line of a state file.'],
    [
      'of a newer version',
      '{"format":"openreplay-kit state","version":9}\n',
      'line 1 was written by a newer version of openreplay-kit',
    ],
    [
      'that was changed in the middle',
      '{"format":"openreplay-kit state","version":1}\n00000000 {}\n',
      'line 2 is broken',
    ],
  ])('%s ends the mock with one sentence and exit code 2, and is left untouched', async (_, content, why) => {
    const state = newPlace();
    writeFileSync(state, content);
    const { code, stdout, stderr } = await runCli(['mock', '--port', '0', '--state', state]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`Failed to use the state file ${state}: ${why}`);
    expect(stderr).toMatch(/^.*The file was left unchanged\. Move it away or name another file\.\n$/);
    expect(readFileSync(state, 'utf8')).toBe(content);
    expect(readdirSync(dirname(state))).toEqual(['state']);
  });

  test('in a folder that does not exist ends the mock with one sentence and exit code 2', async () => {
    const state = `${newPlace()}/deep/state`;
    const { code, stderr } = await runCli(['mock', '--port', '0', '--state', state]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `Failed to use the state file ${state}: its folder ${dirname(state)} does not exist. Create it or name another file.\n`,
    );
  });

  test('whose last entry was cut short is used, with a note of what was set aside', async () => {
    const state = newPlace();
    writeFileSync(state, '{"format":"openreplay-kit state","version":1}\n12345678 {"type":"rec');
    const { cli } = await startEmpty(state);
    const { code, stderr } = await cli.end('SIGTERM');
    expect(code).toBe(0);
    expect(stderr).toBe(
      `The last entry of the state file ${state} is incomplete, as after a process was killed: its 21 bytes were moved to ${state}.cut-off.\n`,
    );
    expect(readFileSync(`${state}.cut-off`, 'utf8')).toBe('12345678 {"type":"rec');
  });
});
