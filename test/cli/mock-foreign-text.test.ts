import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli, startMockCli } from '../support/cli.ts';
import { makeFile, makeFolder } from '../support/files.ts';

const EVIL = '\u001b[31m\u009b1m\r\n::error::pwn\n##[error]pwn\u202e';
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^::error|##\[/m;
const event = { type: 'CLICK', label: 'x' };

describe('what others wrote cannot steer a terminal or command a CI job from a message about', () => {
  test.each<[string, () => string[]]>([
    ['a fixture with an unknown key', () => fixture(JSON.stringify([{ userId: 'a', [EVIL]: 1, events: [event] }]))],
    ['a fixture with a wrong value', () => fixture(JSON.stringify({ userId: 'a', start: EVIL, events: [event] }))],
    ['a fixture that is not JSON', () => fixture(`{"a":${EVIL}`)],
    ['a fixture that is not there', () => ['--fixture', `${EVIL}.json`]],
    ['the name of a fixture', () => ['--fixture', makeFile(`${EVIL.replaceAll('/', '')}.json`, 'no JSON')]],
    ['a state file', () => ['--state', `${EVIL}/state`]],
    ['a state file of something else', () => ['--state', makeFile(EVIL, 'something else')]],
    ['the value of a flag', () => ['--now', EVIL]],
    ['a flag that is unknown', () => [`--${EVIL}`]],
    ['a project', () => ['--project', EVIL]],
  ])('%s', async (_, toArgs) => {
    const { code, stdout, stderr } = await runCli(['mock', '--port', '0', ...toArgs()]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toMatch(STEERING);
    // it is one sentence, in one line
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test('the users to ask for', async () => {
    const { cli } = await startMockCli(['--users', '0', ...fixture(JSON.stringify({ userId: EVIL, events: [event] }))]);
    await cli.until(/Users to ask for:\n.*\n/);
    const { stdout, stderr } = await cli.end('SIGTERM');
    expect(stdout + stderr).not.toMatch(STEERING);
  });
});

describe('a fixture', () => {
  test('that is a pipe is refused, as nothing might ever be written to it', async () => {
    const pipe = join(makeFolder(), 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    expect(await runCli(['mock', '--port', '0', '--fixture', pipe])).toEqual({
      code: 2,
      stdout: '',
      stderr: `Failed to read the fixture ${pipe}: it is not a regular file.\n`,
    });
  });

  test('that is a link to a file is read', async () => {
    const link = join(makeFolder(), 'link.json');
    symlinkSync(makeFile('visit.json', { userId: 'ada', events: [event] }), link);
    const { cli } = await startMockCli(['--users', '0', '--fixture', link]);
    await cli.until(/^ {2}ada$/m);
  });
});

function fixture(content: string): string[] {
  return ['--fixture', makeFile('fixture.json', content)];
}
