import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../support/files.ts';
import { KEY, QUICK, serveRight, serveWrong, verify } from './verify-runs.ts';

const right = serveRight();
const wrong = serveWrong();

describe('the key of a run', () => {
  test.each<[string, string[], Record<string, string>]>([
    ['OPENREPLAY_API_KEY', [], { OPENREPLAY_API_KEY: KEY }],
    ['OPENREPLAY_API_KEY, which has a line end', [], { OPENREPLAY_API_KEY: `${KEY}\r\n` }],
    ['--key', ['--key', KEY], { OPENREPLAY_API_KEY: '' }],
    ['--key, which goes before the environment', ['--key', KEY], { OPENREPLAY_API_KEY: 'Other-Key-1' }],
    ['--key-file', ['--key-file', 'KEYFILE'], { OPENREPLAY_API_KEY: '' }],
  ])('comes from %s and is in no output', async (_, args, env) => {
    const file = makeFile('key', `${KEY}\n`);
    const flags = args.map((arg) => arg.replace('KEYFILE', file));
    const { code, stdout, stderr } = await verify(
      [wrong.url, '--verbose', '--only', 'AUTH', '--only', 'REQUEST-01', ...flags],
      {
        env,
      },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ REQUEST-01/m);
    expect(stdout + stderr).not.toContain(KEY);
  });

  test('from --key takes precedence over the file that a config names', async () => {
    const config = makeFile('config.json', { url: right.url, keyFile: 'no-such-file', only: ['REQUEST-01'] });
    const { code } = await verify(['--config', config, '--key', KEY], { env: { OPENREPLAY_API_KEY: '' } });
    expect(code).toBe(0);
  });

  test.each<[string, string[], string, string]>([
    ['another one', ['--key', KEY], 'Other-Key-1234', 'holds another key'],
    ['another one than the file', ['--key-file', 'KEYFILE'], 'Other-Key-1234', 'holds another key'],
    ['nothing', ['--key', KEY], '', 'is not set'],
    ['the same', ['--key', KEY], KEY, ''],
  ])('is asked for once when the environment has %s and lines of the report name it', async (_, args, inEnv, note) => {
    const file = makeFile('key', `${KEY}\n`);
    const flags = args.map((arg) => arg.replace('KEYFILE', file));
    const env = { OPENREPLAY_API_KEY: inEnv };
    const failed = await verify([wrong.url, '--window', 'event', '--only', 'WINDOW-02', ...flags], { env });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toBe(
      note && `OPENREPLAY_API_KEY ${note}: set it to the key of this run before you paste a line of the report.\n`,
    );
    expect(await verify([right.url, '--only', 'REQUEST-01', ...flags], { env })).toMatchObject({ code: 0, stderr: '' });
  });

  test('that a mock refuses is reported with the one that it accepts', async () => {
    const { code, stderr } = await verify([right.url, '--only', 'REQUEST-01'], {
      env: { OPENREPLAY_API_KEY: 'Key-Of-A-Real-Server' },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^A mock of openreplay-kit accepts the key DevKeyOpenReplayKit1 unless .*\n$/);
  });

  test('is in no report', async () => {
    const folder = makeFolder();
    const names = ['pretty', 'junit', 'json', 'markdown', 'github', 'html'];
    const { code, stdout } = await verify([
      wrong.url,
      ...QUICK,
      ...names.flatMap((name) => ['--reporter', `${name}=${join(folder, name)}`]),
    ]);
    expect([code, stdout]).toEqual([1, '']);
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      expect(text).toContain('WINDOW-13');
      expect(text).not.toContain('Very$ecret');
      expect(text).not.toContain(JSON.stringify(KEY).slice(1, -1));
    }
  });
});
