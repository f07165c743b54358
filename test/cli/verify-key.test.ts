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

  test('of --key goes before the file that a config names', async () => {
    const config = makeFile('config.json', { url: right.url, keyFile: 'no-such-file', only: ['REQUEST-01'] });
    const { code } = await verify(['--config', config, '--key', KEY], { env: { OPENREPLAY_API_KEY: '' } });
    expect(code).toBe(0);
  });

  test.each<[string, string[], string, boolean]>([
    ['another one', ['--key', KEY], 'Other-Key-1234', true],
    ['another one than the file', ['--key-file', 'KEYFILE'], 'Other-Key-1234', true],
    ['the same', ['--key', KEY], KEY, false],
    ['nothing', ['--key', KEY], '', false],
  ])(
    'is warned of where the environment has %s, which the lines of the report name',
    async (_, args, inEnv, isTold) => {
      const file = makeFile('key', `${KEY}\n`);
      const flags = args.map((arg) => arg.replace('KEYFILE', file));
      const { code, stderr } = await verify([right.url, '--only', 'REQUEST-01', ...flags], {
        env: { OPENREPLAY_API_KEY: inEnv },
      });
      expect(code).toBe(0);
      expect(stderr).toMatch(
        isTold ? /^Warning: OPENREPLAY_API_KEY holds another key than the one of this run; .*\n$/ : /^$/,
      );
      expect(stderr).not.toMatch(/Very|Other-Key/);
    },
  );

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
