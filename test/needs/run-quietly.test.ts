import { describe, expect, it } from 'vitest';
import { runQuietly } from './run-quietly.ts';

/** Runs a script of Node. */
const run = (script: string, options?: Parameters<typeof runQuietly>[2]) =>
  runQuietly(process.execPath, ['--eval', script], options);

describe('runQuietly', () => {
  it('resolves when the command ends well', async () => {
    await expect(run('console.error("Error: one that was got over")')).resolves.toBeUndefined();
  });

  it.each([
    [
      'the first error of a program of Node',
      'console.error("trying\\nTypeError: no network\\n  at x\\nError: gave up")',
      'no network',
    ],
    [
      'the first error of apt',
      'console.log("W: old lists\\nE: Unable to locate package chromium")',
      'Unable to locate package chromium',
    ],
    ['the last line, where no line looks like an error', 'console.log("one\\ntwo\\n")', 'two'],
    ['the exit code of a command that says nothing', '', 'exit code 3'],
  ])('gives %s as the reason', async (_, script, reason) => {
    await expect(run(`${script}; process.exitCode = 3`)).rejects.toThrow(new Error(reason));
  });

  it('stops a command that keeps retrying', async () => {
    const script = `
      console.log('Downloading A'); console.log(' 10%'); console.log('Downloading A');
      console.error('Error: broke off'); console.log('Downloading A');
      setInterval(() => {}, 1000)`;
    await expect(run(script, { stopAtRepeat: true })).rejects.toThrow('broke off');
  });

  it('passes variables on', async () => {
    await expect(
      run('console.log(process.env.KIT_TEST); process.exit(1)', { env: { KIT_TEST: 'here' } }),
    ).rejects.toThrow('here');
  });

  it('rejects when there is no such command', async () => {
    await expect(runQuietly('/nowhere/command', [])).rejects.toThrow('ENOENT');
  });
});
