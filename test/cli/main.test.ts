import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCli, startCli } from '../support/cli.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('openreplay-kit', () => {
  test('--version prints the version of the package', async () => {
    expect(await startCli(['--version']).end()).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([['--help'], ['help']])('%s lists the commands, with examples', async (flag) => {
    const { code, stdout, stderr } = await runCli([flag]);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of ['mock', 'verify', 'self-test', 'spec'])
      expect(stdout).toMatch(new RegExp(`^ {2}${command} +[a-z]`, 'm'));
    expect(stdout).toContain('$ openreplay-kit mock');
    expect(stdout).toContain('Exit codes:');
  });

  test.each([
    [['mock', '--help'], 'mock'],
    [['help', 'mock'], 'mock'],
    [['spec', '-h'], 'spec'],
  ])('%j explains the command, with examples', async (args, command) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: openreplay-kit ${command}`);
    expect(stdout).toMatch(new RegExp(`Examples:\\n {2}\\$ openreplay-kit ${command}`));
  });

  test('without a command explains itself on standard error and exits 2', async () => {
    const { code, stdout, stderr } = await startCli([]).end();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: openreplay-kit/);
  });

  test.each([
    [['mcok'], "openreplay-kit: unknown command 'mcok'; did you mean mock? See openreplay-kit --help.\n"],
    [['mcok', '--help'], "openreplay-kit: unknown command 'mcok'; did you mean mock? See openreplay-kit --help.\n"],
    [['help', 'serve'], "openreplay-kit: unknown command 'serve'. See openreplay-kit --help.\n"],
    [['--prot'], "openreplay-kit: unknown option '--prot'. See openreplay-kit --help.\n"],
  ])('%j is refused in one line', async (args, stderr) => {
    expect(await runCli(args)).toEqual({ code: 2, stdout: '', stderr });
  });
});
