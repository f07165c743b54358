import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import { createMock, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { type Action, readAction, runAction } from './action.ts';
import { createExclusiveEnd } from './runs/exclusive-end.ts';

const KEY = 'KeyOfASecret0123456789';
const documented = {
  project: DOCUMENTED_PROJECT_KEY,
  user: DOCUMENTED_USER_ID,
  key: KEY,
  version: manifest.version,
};

let action: Action;
let right: RunningServer;
let faulty: RunningServer;

beforeAll(async () => {
  const mock = createMock({ keys: [KEY] });
  action = await readAction();
  [right, faulty] = await Promise.all([serve(mock, { port: 0 }), serve(createExclusiveEnd(mock), { port: 0 })]);
});
afterAll(() => Promise.all([right?.close(), faulty?.close()]));

describe('the action', () => {
  it('is composite, runs the version it comes with and puts no input into a script', () => {
    expect(action.runs.using).toBe('composite');
    expect(action.inputs.version?.default).toBe('source');
    const scripts = action.runs.steps.filter(({ run }) => run !== undefined);
    expect(scripts.map(({ shell, run }) => [shell, run?.includes('${{')])).toEqual([['bash', false]]);
  });

  it('passes on a correct server, with a report, a summary and the key in the environment only', async () => {
    const { code, output, calls, files } = await runAction(action, { url: right.url, ...documented });
    expect(code, output).toBe(0);
    expect(calls.slice(0, 3)).toEqual(['--yes', `openreplay-kit@${manifest.version}`, 'verify']);
    expect(calls.at(-1)).toBe(right.url);
    expect(files.report).toContain('<testsuites name="openreplay-kit verify"');
    expect(files.summary).toContain('met, 0 not met');
    expect([...calls, output, ...Object.values(files)].filter((text) => text.includes(KEY))).toEqual([]);
  });

  it('builds and runs the version it comes with where none is named', async () => {
    const { version, ...given } = { ...documented, url: right.url, args: '--depth quick' };
    const { code, output, calls, npmCalls } = await runAction(action, given);
    expect(code, output).toBe(0);
    expect(calls).toEqual([]);
    const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
    expect(npmCalls).toEqual([
      `${root}: npm ci --ignore-scripts --no-audit --no-fund`,
      `${root}: npm run --silent build`,
    ]);
  });

  it('fails on a faulty server, with annotations', async () => {
    const given = { url: faulty.url, ...documented, args: '--only WINDOW-02\n --seed 1 --window event ' };
    const { code, output, calls } = await runAction(action, given);
    expect(code).toBe(1);
    expect(output).toContain('::error title=WINDOW-02');
    expect(calls.slice(-8)).toEqual(['--only', 'WINDOW-02', '--seed', '1', '--window', 'event', '--', faulty.url]);
  });

  it('fails without a key or a user with events', async () => {
    const noKey = await runAction(action, { ...documented, url: 'https://openreplay.example.com/api/app', key: '' });
    expect([noKey.code, noKey.output]).toEqual([2, expect.stringContaining('there is no API key')]);
    const nobody = await runAction(action, { ...documented, url: right.url, user: 'nobody', args: '--only WINDOW' });
    expect([nobody.code, nobody.output]).toEqual([2, expect.stringContaining('the user has no events')]);
  });

  it('takes the key of another organization from the environment', async () => {
    const given = { url: right.url, ...documented, 'other-key': 'KeyOfAnotherSecret01', args: '--only AUTH-09' };
    const { code, output, calls } = await runAction(action, given);
    expect([code, output]).toEqual([0, expect.stringContaining('1 met, 0 not met')]);
    expect([...calls, output].filter((text) => text.includes('KeyOfAnotherSecret01'))).toEqual([]);
  });

  it('takes one user per line, and each input verbatim', async () => {
    const hostile = '$(echo > hacked)`echo > hacked`"; echo > hacked; "\' *';
    const given = {
      url: hostile,
      project: hostile,
      key: KEY,
      version: manifest.version,
      user: `ada lovelace\n${hostile}\n\n`,
      args: '* $(hacked)',
    };
    const { calls, files } = await runAction(action, given);
    expect(calls.slice(3)).toEqual([
      `--project=${hostile}`,
      '--user=ada lovelace',
      `--user=${hostile}`,
      '--reporter=pretty',
      expect.stringMatching(/^--reporter=junit=.*\.xml$/),
      '*',
      '$(hacked)',
      '--',
      hostile,
    ]);
    expect(files.hacked).toBe('');
  });
});
